// Written by scripts/build-validators.mjs from schemas/controller.schema.json. Do not edit.
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// ajv-code:ajv-code
var ajv_code_default = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:vdc:schema:controller:v1", "title": "Controller", "description": "The controller's own settings: one YAML document, usually vdc.yaml. Relative paths count from the folder of this file.", "type": "object", "additionalProperties": false, "required": ["apiVersion", "kind", "installation", "wap", "hostingPlans"], "properties": { "apiVersion": { "description": "The version of this format.", "const": "vdc/v1", "default": "vdc/v1" }, "kind": { "description": "What the document describes.", "const": "Controller", "default": "Controller" }, "installation": { "description": "Made once by `vdc init`: the root of every identity we mint. Never change it, never share it between installations.", "$ref": "#/$defs/uuid", "examples": ["0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11"] }, "specs": { "description": "Where the specs come from: a directory, or a branch of a Git repository.", "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1, "default": { "directory": "./specs" }, "properties": { "directory": { "description": "A folder with specs, read at any depth.", "$ref": "#/$defs/path", "examples": ["./specs"] }, "git": { "description": "A branch of a Git repository.", "type": "object", "additionalProperties": false, "required": ["url"], "properties": { "url": { "description": "The repository; without a password in it.", "$ref": "#/$defs/gitUrl", "examples": ["ssh://git@host/vdcs.git"] }, "branch": { "description": "The branch that counts.", "$ref": "#/$defs/gitBranch", "default": "main", "examples": ["main"] }, "path": { "description": "The folder with the specs, inside the repository.", "$ref": "#/$defs/gitPath", "default": ".", "examples": ["specs"] }, "interval": { "description": "How often the branch is asked for news.", "$ref": "#/$defs/duration", "default": "1m", "examples": ["1m"] }, "username": { "description": "For https: the user name. Default: git, which most servers take beside a token.", "$ref": "#/$defs/text", "examples": ["vdc"] }, "token": { "description": "For https: the token or password, as `env` or `file`, never the token itself. It is read again each time.", "$ref": "#/$defs/secret", "examples": [{ "env": "GIT_TOKEN" }] }, "caFile": { "description": "For https: certificates (PEM) that the server's own must lead to. Default: the system's store.", "$ref": "#/$defs/path", "examples": ["./git-ca.pem"] }, "keyFile": { "description": "For ssh: the private key, without a passphrase. Default: those of whoever runs us.", "$ref": "#/$defs/path", "examples": ["./deploy-key"] }, "knownHostsFile": { "description": "For ssh: the keys of servers that are trusted. Default: those that whoever runs us knows.", "$ref": "#/$defs/path", "examples": ["./known_hosts"] }, "allowedSignersFile": { "description": "Whose signatures count (the `allowed_signers` of ssh-keygen): the newest commit must bear one of them. Default: signatures are not looked at.", "$ref": "#/$defs/path", "examples": ["./allowed_signers"] } } } } }, "wap": { "description": "Windows Azure Pack.", "type": "object", "additionalProperties": false, "required": ["adminApi", "auth"], "properties": { "adminApi": { "description": "The Admin API, usually port 30004.", "$ref": "#/$defs/httpsUrl", "examples": ["https://wap.corp.example:30004"] }, "tenantApi": { "description": "The tenant API, usually port 30005: VM operations on behalf of the owner, where `wap.spf` is not given.", "$ref": "#/$defs/httpsUrl", "examples": ["https://wap.corp.example:30005"] }, "tenantPortal": { "description": "The customer's portal: the link in the activation mail.", "$ref": "#/$defs/webUrl", "examples": ["https://portal.example"] }, "caFile": { "description": "Certificates (PEM) that WAP's own must lead to. Default: the system's store.", "$ref": "#/$defs/path", "examples": ["./wap-ca.pem"] }, "auth": { "description": "How the token for the Admin API is had.", "type": "object", "additionalProperties": false, "required": ["mode"], "properties": { "mode": { "description": "`windows`: WAP's own admin authentication site (NTLM). `adfs`: an AD FS server. `membership`: the tenant authentication site. `token`: the token comes from elsewhere.", "enum": ["windows", "adfs", "membership", "token"] }, "windowsAuthEndpoint": { "description": "The site that issues tokens: port 30072 in mode windows, the AD FS server in mode adfs.", "$ref": "#/$defs/httpsUrl", "examples": ["https://wap.corp.example:30072"] }, "path": { "description": "Where on that site tokens are issued. Default: follows from the mode.", "$ref": "#/$defs/urlPath", "examples": ["/wstrust/issue/windowstransport"] }, "realm": { "description": "Whom the token is for. Default: http://azureservices/AdminSite, in mode membership http://azureservices/TenantSite.", "$ref": "#/$defs/text", "examples": ["http://azureservices/AdminSite"] }, "principal": { "description": "What is sent as x-ms-principal-id. Default: the user name.", "$ref": "#/$defs/text", "examples": ["CORP\\svc-vdc"] }, "domain": { "description": "The Windows domain of the user.", "$ref": "#/$defs/text", "examples": ["CORP"] }, "username": { "description": "The service account.", "$ref": "#/$defs/text", "examples": ["svc-vdc"] }, "password": { "description": "Its password: `env` or `file`, never the password itself.", "$ref": "#/$defs/secret", "examples": [{ "env": "WAP_PASSWORD" }] }, "token": { "description": "Mode token: where the token comes from. It is read again when it nears its end.", "$ref": "#/$defs/tokenSource", "examples": [{ "file": "/run/secrets/wap-jwt" }] }, "caFile": { "description": "Certificates (PEM) for the authentication site. Default: `wap.caFile`.", "$ref": "#/$defs/path", "examples": ["./sts-ca.pem"] } } }, "spf": { "description": "Service Provider Foundation: direct access to VMM. Optional; closes the gap between suspending a VDC and stopping its VMs.", "type": "object", "additionalProperties": false, "required": ["url", "username", "password"], "properties": { "url": { "description": "The SPF service, usually port 8090.", "$ref": "#/$defs/httpsUrl", "examples": ["https://spf.corp.example:8090"] }, "username": { "description": "A Windows account of the local group SPF_VMM on the SPF machine, with its domain: `DOMAIN\\user` or `user@domain`.", "$ref": "#/$defs/text", "examples": ["CORP\\svc-spf"] }, "password": { "description": "Its password: `env` or `file`, never the password itself.", "$ref": "#/$defs/secret", "examples": [{ "env": "SPF_PASSWORD" }] }, "caFile": { "description": "Certificates (PEM) for SPF. Default: `wap.caFile`.", "$ref": "#/$defs/path", "examples": ["./spf-ca.pem"] } } } } }, "hostingPlans": { "description": "The templates that VDCs are cut from, by the name that specs use.", "type": "object", "minProperties": 1, "maxProperties": 1e3, "propertyNames": { "$ref": "#/$defs/hostingPlanKey" }, "additionalProperties": { "description": "One template, under the name that specs use.", "type": "object", "additionalProperties": false, "required": ["template"], "properties": { "template": { "description": "The display name of an existing WAP plan, whose actions, networks and templates are copied.", "$ref": "#/$defs/text", "examples": ["VDC Base"] } } }, "examples": [{ "standard": { "template": "VDC Base" } }] }, "defaults": { "description": "What counts where a spec is silent.", "type": "object", "additionalProperties": false, "properties": { "hostingPlan": { "description": "One of `hostingPlans`. Without it every spec must name its own.", "$ref": "#/$defs/hostingPlanKey", "examples": ["standard"] }, "onSuspend": { "description": "What is done to all VMs when a VDC is suspended.", "enum": ["none", "shutdown", "stop", "save", "pause"], "default": "shutdown" }, "onResume": { "description": "Which VMs are started when a VDC is reactivated.", "enum": ["previous", "all", "none"], "default": "previous" }, "deletion": { "description": "What happens when a spec disappears.", "type": "object", "additionalProperties": false, "properties": { "policy": { "description": "Delete the VDC after the grace period, only suspend it, or leave it as it is.", "enum": ["delete", "suspend", "retain"], "default": "delete" }, "grace": { "description": "How long it stays suspended before it is deleted; 0s deletes at once.", "$ref": "#/$defs/duration", "default": "72h", "examples": ["72h"] } } }, "vms": { "description": "How many virtual machines a VDC may have: a whole number from 1, or `unlimited`.", "$ref": "#/$defs/count", "default": "unlimited" } } }, "shutdownTimeout": { "description": "How long a VM may take to shut down before it is stopped hard.", "$ref": "#/$defs/duration", "default": "10m", "examples": ["10m"] }, "safety": { "description": "How much one plan, or a rolling day, may take away without approval: a number of VDCs, or a share of the owned ones.", "type": "object", "additionalProperties": false, "properties": { "maxDeletes": { "description": "Deletions in one plan.", "$ref": "#/$defs/allowance", "default": 3 }, "maxSuspends": { "description": "Suspensions in one plan.", "$ref": "#/$defs/allowance", "default": "25%" }, "maxShrinks": { "description": "VDCs in one plan whose limits become smaller.", "$ref": "#/$defs/allowance", "default": "25%" }, "maxDeletesPerDay": { "description": "Deletions in any 24 hours, across passes and restarts.", "$ref": "#/$defs/allowance", "default": 10 }, "maxSuspendsPerDay": { "description": "Suspensions in any 24 hours. Default: no limit but the one of each plan.", "$ref": "#/$defs/allowance", "examples": ["50%"] }, "maxShrinksPerDay": { "description": "Shrunken VDCs in any 24 hours. Default: no limit but the one of each plan.", "$ref": "#/$defs/allowance", "examples": ["50%"] } } }, "mode": { "description": "`enforce` corrects drift; `report` finds it and never writes.", "enum": ["enforce", "report"], "default": "enforce" }, "reconcile": { "description": "How often, and how hard.", "type": "object", "additionalProperties": false, "properties": { "interval": { "description": "The longest time between two passes.", "$ref": "#/$defs/duration", "default": "5m", "examples": ["5m"] }, "concurrency": { "description": "How many VDCs are worked on at once.", "type": "integer", "minimum": 1, "maximum": 256, "default": 8 }, "requestsPerSecond": { "description": "How many requests a second WAP is asked at most.", "type": "integer", "minimum": 1, "maximum": 1e4, "default": 50 } } }, "directory": { "description": "Active Directory, where the customers' accounts are kept. Optional.", "type": "object", "additionalProperties": false, "required": ["url", "bindDn", "password", "ou", "upnSuffix"], "properties": { "url": { "description": "One domain controller; the whole sequence stays on it.", "$ref": "#/$defs/ldapsUrl", "examples": ["ldaps://dc1.corp.example"] }, "caFile": { "description": "Certificates (PEM) for the domain controller. Default: the system's store.", "$ref": "#/$defs/path", "examples": ["./ad-ca.pem"] }, "bindDn": { "description": "The service account.", "$ref": "#/$defs/distinguishedName", "examples": ["CN=svc-vdc,OU=Service,DC=corp,DC=example"] }, "password": { "description": "Its password: `env` or `file`, never the password itself.", "$ref": "#/$defs/secret", "examples": [{ "env": "AD_PASSWORD" }] }, "ou": { "description": "Where accounts are made.", "$ref": "#/$defs/distinguishedName", "examples": ["OU=Tenants,DC=corp,DC=example"] }, "upnSuffix": { "description": "What stands behind the @ of an account's name.", "$ref": "#/$defs/domainName", "examples": ["tenants.corp.example"] } } }, "mail": { "description": "How the customer learns the credentials. Optional.", "type": "object", "additionalProperties": false, "required": ["smtp", "from"], "properties": { "smtp": { "description": "The mail server.", "type": "object", "additionalProperties": false, "required": ["url"], "properties": { "url": { "description": "smtp:// (encrypted by STARTTLS) or smtps://.", "$ref": "#/$defs/smtpUrl", "examples": ["smtp://mail.corp.example:587"] }, "username": { "description": "The account.", "$ref": "#/$defs/text", "examples": ["vdc"] }, "password": { "description": "Its password: `env` or `file`, never the password itself.", "$ref": "#/$defs/secret", "examples": [{ "env": "SMTP_PASSWORD" }] }, "startTls": { "description": "Whether the mail goes out only over an encrypted connection.", "enum": ["required", "optional", "never"], "default": "required" }, "caFile": { "description": "Certificates (PEM) for the mail server. Default: the system's store.", "$ref": "#/$defs/path", "examples": ["./mail-ca.pem"] } } }, "from": { "description": "The sender: an address, or a name and an address in angle brackets.", "$ref": "#/$defs/sender", "examples": ["Cloud <cloud@provider.example>"] }, "templates": { "description": "A folder with your own wording of the mails (mail.md). Default: the built-in English one.", "$ref": "#/$defs/path", "examples": ["./mail"] }, "language": { "description": "What your own wording is written in: a tag like `en`, `de` or `pt-BR`.", "$ref": "#/$defs/languageTag", "default": "en", "examples": ["de"] } } }, "state": { "description": "Where the controller keeps its memory.", "type": "object", "additionalProperties": false, "required": ["url"], "default": { "url": "sqlite:./vdc.db" }, "properties": { "url": { "description": "A SQLite file, or a PostgreSQL database where several replicas run.", "$ref": "#/$defs/stateUrl", "default": "sqlite:./vdc.db", "examples": ["sqlite:./vdc.db", "postgres://vdc@db.corp.example/vdc"] }, "password": { "description": "Of the PostgreSQL user: `env` or `file`, never the password itself.", "$ref": "#/$defs/secret", "examples": [{ "env": "VDC_STATE_PASSWORD" }] } } }, "server": { "description": "The status page, metrics and API of the daemon.", "type": "object", "additionalProperties": false, "properties": { "listen": { "description": "Address and port; loopback unless you say otherwise.", "$ref": "#/$defs/listen", "default": "127.0.0.1:9090", "examples": ["127.0.0.1:9090"] }, "token": { "description": "What everything but /healthz asks for: `env` or `file`, never the token itself.", "$ref": "#/$defs/secret", "examples": [{ "env": "VDC_TOKEN" }] }, "webhookSecret": { "description": "What a forge signs its webhooks with: `env` or `file`, never the secret itself.", "$ref": "#/$defs/secret", "examples": [{ "env": "VDC_WEBHOOK_SECRET" }] } } } }, "$defs": { "uuid": { "type": "string", "pattern": "^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$" }, "hostingPlanKey": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$" }, "duration": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,8})[smhd]$" }, "count": { "anyOf": [{ "type": "integer", "minimum": 1, "maximum": 4294967295 }, { "const": "unlimited" }] }, "allowance": { "anyOf": [{ "type": "integer", "minimum": 0, "maximum": 4294967295 }, { "type": "string", "pattern": "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$" }] }, "text": { "type": "string", "minLength": 1, "maxLength": 1e3, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "path": { "type": "string", "minLength": 1, "maxLength": 4e3, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "secret": { "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1, "properties": { "env": { "description": "The name of an environment variable.", "$ref": "#/$defs/environmentVariable", "examples": ["WAP_PASSWORD"] }, "file": { "description": "A file that holds the secret; one newline at its end does not count.", "$ref": "#/$defs/secretFile", "examples": ["/run/secrets/wap"] } } }, "environmentVariable": { "type": "string", "maxLength": 200, "pattern": "^[A-Za-z_][A-Za-z0-9_]*$" }, "secretFile": { "type": "string", "minLength": 1, "maxLength": 4e3, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "tokenSource": { "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1, "properties": { "file": { "description": "A file that holds the token.", "$ref": "#/$defs/secretFile", "examples": ["/run/secrets/wap-jwt"] }, "command": { "description": "A program and its arguments; the token is what it prints.", "$ref": "#/$defs/command", "examples": [["/usr/local/bin/wap-token"]] } } }, "command": { "type": "array", "minItems": 1, "maxItems": 100, "items": { "type": "string", "maxLength": 4e3, "pattern": "^[^\\u0000]*$" } }, "httpsUrl": { "type": "string", "maxLength": 2e3, "pattern": "^https://[^\\s/?#@\\\\]+(?:/[^\\s?#\\\\]*)?$" }, "webUrl": { "type": "string", "maxLength": 2e3, "pattern": "^https?://[^\\s/?#@\\\\]+(?:[/?#]\\S*)?$" }, "ldapsUrl": { "type": "string", "maxLength": 2e3, "pattern": "^ldaps://[^\\s/?#@\\\\]+/?$" }, "smtpUrl": { "type": "string", "maxLength": 2e3, "pattern": "^smtps?://[^\\s/?#@\\\\]+/?$" }, "stateUrl": { "type": "string", "maxLength": 2e3, "pattern": "^(?:sqlite:\\S|postgres(?:ql)?://\\S)[^\\u0000-\\u001f]*$" }, "gitUrl": { "type": "string", "maxLength": 2e3, "pattern": "^[^\\s-]\\S*$" }, "gitBranch": { "type": "string", "maxLength": 200, "pattern": "^[A-Za-z0-9_][A-Za-z0-9_./+-]*$" }, "gitPath": { "type": "string", "minLength": 1, "maxLength": 1e3, "pattern": "^[^\\u0000-\\u001f\\\\]*$" }, "urlPath": { "type": "string", "maxLength": 1e3, "pattern": "^/[^\\s?#]*$" }, "distinguishedName": { "type": "string", "maxLength": 1e3, "pattern": "^[A-Za-z][A-Za-z0-9.-]*=[^\\u0000-\\u001f]+$" }, "domainName": { "type": "string", "maxLength": 253, "pattern": "^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$" }, "sender": { "type": "string", "maxLength": 400, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*@[^\\u0000-\\u001f\\u007f-\\u009f@]+$" }, "languageTag": { "type": "string", "maxLength": 35, "pattern": "^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$" }, "listen": { "type": "string", "maxLength": 300, "pattern": "^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+):[0-9]{1,5}$" } } };
var func1 = Object.prototype.hasOwnProperty;
var func2 = require_ucs2length().default;
var pattern4 = new RegExp("^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$", "u");
var pattern5 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f]*$", "u");
var pattern6 = new RegExp("^[^\\s-]\\S*$", "u");
var pattern7 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9_./+-]*$", "u");
var pattern8 = new RegExp("^[^\\u0000-\\u001f\\\\]*$", "u");
var pattern9 = new RegExp("^(?:0|[1-9][0-9]{0,8})[smhd]$", "u");
var pattern17 = new RegExp("^https://[^\\s/?#@\\\\]+(?:/[^\\s?#\\\\]*)?$", "u");
var pattern19 = new RegExp("^https?://[^\\s/?#@\\\\]+(?:[/?#]\\S*)?$", "u");
var pattern22 = new RegExp("^/[^\\s?#]*$", "u");
var pattern33 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$", "u");
var pattern38 = new RegExp("^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$", "u");
var pattern45 = new RegExp("^ldaps://[^\\s/?#@\\\\]+/?$", "u");
var pattern47 = new RegExp("^[A-Za-z][A-Za-z0-9.-]*=[^\\u0000-\\u001f]+$", "u");
var pattern49 = new RegExp("^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", "u");
var pattern50 = new RegExp("^smtps?://[^\\s/?#@\\\\]+/?$", "u");
var pattern53 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f]*@[^\\u0000-\\u001f\\u007f-\\u009f@]+$", "u");
var pattern55 = new RegExp("^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$", "u");
var pattern56 = new RegExp("^(?:sqlite:\\S|postgres(?:ql)?://\\S)[^\\u0000-\\u001f]*$", "u");
var pattern57 = new RegExp("^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+):[0-9]{1,5}$", "u");
var pattern11 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate21.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (Object.keys(data).length > 1) {
      const err0 = { instancePath, schemaPath: "#/maxProperties", keyword: "maxProperties", params: { limit: 1 }, message: "must NOT have more than 1 properties" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (Object.keys(data).length < 1) {
      const err1 = { instancePath, schemaPath: "#/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "env" || key0 === "file")) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.env !== void 0) {
      let data0 = data.env;
      if (typeof data0 === "string") {
        if (func2(data0) > 200) {
          const err3 = { instancePath: instancePath + "/env", schemaPath: "#/$defs/environmentVariable/maxLength", keyword: "maxLength", params: { limit: 200 }, message: "must NOT have more than 200 characters" };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        if (!pattern11.test(data0)) {
          const err4 = { instancePath: instancePath + "/env", schemaPath: "#/$defs/environmentVariable/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" }, message: 'must match pattern "^[A-Za-z_][A-Za-z0-9_]*$"' };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/env", schemaPath: "#/$defs/environmentVariable/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.file !== void 0) {
      let data1 = data.file;
      if (typeof data1 === "string") {
        if (func2(data1) > 4e3) {
          const err6 = { instancePath: instancePath + "/file", schemaPath: "#/$defs/secretFile/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (func2(data1) < 1) {
          const err7 = { instancePath: instancePath + "/file", schemaPath: "#/$defs/secretFile/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        if (!pattern5.test(data1)) {
          const err8 = { instancePath: instancePath + "/file", schemaPath: "#/$defs/secretFile/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/file", schemaPath: "#/$defs/secretFile/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
  } else {
    const err10 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err10];
    } else {
      vErrors.push(err10);
    }
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var pattern28 = new RegExp("^[^\\u0000]*$", "u");
function validate24(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate24.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (Object.keys(data).length > 1) {
      const err0 = { instancePath, schemaPath: "#/maxProperties", keyword: "maxProperties", params: { limit: 1 }, message: "must NOT have more than 1 properties" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (Object.keys(data).length < 1) {
      const err1 = { instancePath, schemaPath: "#/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "file" || key0 === "command")) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.file !== void 0) {
      let data0 = data.file;
      if (typeof data0 === "string") {
        if (func2(data0) > 4e3) {
          const err3 = { instancePath: instancePath + "/file", schemaPath: "#/$defs/secretFile/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        if (func2(data0) < 1) {
          const err4 = { instancePath: instancePath + "/file", schemaPath: "#/$defs/secretFile/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
        if (!pattern5.test(data0)) {
          const err5 = { instancePath: instancePath + "/file", schemaPath: "#/$defs/secretFile/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = { instancePath: instancePath + "/file", schemaPath: "#/$defs/secretFile/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.command !== void 0) {
      let data1 = data.command;
      if (Array.isArray(data1)) {
        if (data1.length > 100) {
          const err7 = { instancePath: instancePath + "/command", schemaPath: "#/$defs/command/maxItems", keyword: "maxItems", params: { limit: 100 }, message: "must NOT have more than 100 items" };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        if (data1.length < 1) {
          const err8 = { instancePath: instancePath + "/command", schemaPath: "#/$defs/command/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items" };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (typeof data2 === "string") {
            if (func2(data2) > 4e3) {
              const err9 = { instancePath: instancePath + "/command/" + i0, schemaPath: "#/$defs/command/items/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
            }
            if (!pattern28.test(data2)) {
              const err10 = { instancePath: instancePath + "/command/" + i0, schemaPath: "#/$defs/command/items/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000]*$" }, message: 'must match pattern "^[^\\u0000]*$"' };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
          } else {
            const err11 = { instancePath: instancePath + "/command/" + i0, schemaPath: "#/$defs/command/items/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
      } else {
        const err12 = { instancePath: instancePath + "/command", schemaPath: "#/$defs/command/type", keyword: "type", params: { type: "array" }, message: "must be array" };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
  } else {
    const err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err13];
    } else {
      vErrors.push(err13);
    }
    errors++;
  }
  validate24.errors = vErrors;
  return errors === 0;
}
validate24.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.apiVersion === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" }, message: "must have required property 'apiVersion'" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.kind === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, message: "must have required property 'kind'" };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.installation === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "installation" }, message: "must have required property 'installation'" };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.wap === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "wap" }, message: "must have required property 'wap'" };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.hostingPlans === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "hostingPlans" }, message: "must have required property 'hostingPlans'" };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema31.properties, key0)) {
        const err5 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.apiVersion !== void 0) {
      if ("vdc/v1" !== data.apiVersion) {
        const err6 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/const", keyword: "const", params: { allowedValue: "vdc/v1" }, message: "must be equal to constant" };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.kind !== void 0) {
      if ("Controller" !== data.kind) {
        const err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "Controller" }, message: "must be equal to constant" };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.installation !== void 0) {
      let data2 = data.installation;
      if (typeof data2 === "string") {
        if (!pattern4.test(data2)) {
          const err8 = { instancePath: instancePath + "/installation", schemaPath: "#/$defs/uuid/pattern", keyword: "pattern", params: { pattern: "^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$" }, message: 'must match pattern "^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"' };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/installation", schemaPath: "#/$defs/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.specs !== void 0) {
      let data3 = data.specs;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        if (Object.keys(data3).length > 1) {
          const err10 = { instancePath: instancePath + "/specs", schemaPath: "#/properties/specs/maxProperties", keyword: "maxProperties", params: { limit: 1 }, message: "must NOT have more than 1 properties" };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        if (Object.keys(data3).length < 1) {
          const err11 = { instancePath: instancePath + "/specs", schemaPath: "#/properties/specs/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties" };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
        for (const key1 in data3) {
          if (!(key1 === "directory" || key1 === "git")) {
            const err12 = { instancePath: instancePath + "/specs", schemaPath: "#/properties/specs/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
        }
        if (data3.directory !== void 0) {
          let data4 = data3.directory;
          if (typeof data4 === "string") {
            if (func2(data4) > 4e3) {
              const err13 = { instancePath: instancePath + "/specs/directory", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
            if (func2(data4) < 1) {
              const err14 = { instancePath: instancePath + "/specs/directory", schemaPath: "#/$defs/path/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
              if (vErrors === null) {
                vErrors = [err14];
              } else {
                vErrors.push(err14);
              }
              errors++;
            }
            if (!pattern5.test(data4)) {
              const err15 = { instancePath: instancePath + "/specs/directory", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
            }
          } else {
            const err16 = { instancePath: instancePath + "/specs/directory", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        if (data3.git !== void 0) {
          let data5 = data3.git;
          if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
            if (data5.url === void 0) {
              const err17 = { instancePath: instancePath + "/specs/git", schemaPath: "#/properties/specs/properties/git/required", keyword: "required", params: { missingProperty: "url" }, message: "must have required property 'url'" };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
            for (const key2 in data5) {
              if (!func1.call(schema31.properties.specs.properties.git.properties, key2)) {
                const err18 = { instancePath: instancePath + "/specs/git", schemaPath: "#/properties/specs/properties/git/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err18];
                } else {
                  vErrors.push(err18);
                }
                errors++;
              }
            }
            if (data5.url !== void 0) {
              let data6 = data5.url;
              if (typeof data6 === "string") {
                if (func2(data6) > 2e3) {
                  const err19 = { instancePath: instancePath + "/specs/git/url", schemaPath: "#/$defs/gitUrl/maxLength", keyword: "maxLength", params: { limit: 2e3 }, message: "must NOT have more than 2000 characters" };
                  if (vErrors === null) {
                    vErrors = [err19];
                  } else {
                    vErrors.push(err19);
                  }
                  errors++;
                }
                if (!pattern6.test(data6)) {
                  const err20 = { instancePath: instancePath + "/specs/git/url", schemaPath: "#/$defs/gitUrl/pattern", keyword: "pattern", params: { pattern: "^[^\\s-]\\S*$" }, message: 'must match pattern "^[^\\s-]\\S*$"' };
                  if (vErrors === null) {
                    vErrors = [err20];
                  } else {
                    vErrors.push(err20);
                  }
                  errors++;
                }
              } else {
                const err21 = { instancePath: instancePath + "/specs/git/url", schemaPath: "#/$defs/gitUrl/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err21];
                } else {
                  vErrors.push(err21);
                }
                errors++;
              }
            }
            if (data5.branch !== void 0) {
              let data7 = data5.branch;
              if (typeof data7 === "string") {
                if (func2(data7) > 200) {
                  const err22 = { instancePath: instancePath + "/specs/git/branch", schemaPath: "#/$defs/gitBranch/maxLength", keyword: "maxLength", params: { limit: 200 }, message: "must NOT have more than 200 characters" };
                  if (vErrors === null) {
                    vErrors = [err22];
                  } else {
                    vErrors.push(err22);
                  }
                  errors++;
                }
                if (!pattern7.test(data7)) {
                  const err23 = { instancePath: instancePath + "/specs/git/branch", schemaPath: "#/$defs/gitBranch/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_][A-Za-z0-9_./+-]*$" }, message: 'must match pattern "^[A-Za-z0-9_][A-Za-z0-9_./+-]*$"' };
                  if (vErrors === null) {
                    vErrors = [err23];
                  } else {
                    vErrors.push(err23);
                  }
                  errors++;
                }
              } else {
                const err24 = { instancePath: instancePath + "/specs/git/branch", schemaPath: "#/$defs/gitBranch/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err24];
                } else {
                  vErrors.push(err24);
                }
                errors++;
              }
            }
            if (data5.path !== void 0) {
              let data8 = data5.path;
              if (typeof data8 === "string") {
                if (func2(data8) > 1e3) {
                  const err25 = { instancePath: instancePath + "/specs/git/path", schemaPath: "#/$defs/gitPath/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" };
                  if (vErrors === null) {
                    vErrors = [err25];
                  } else {
                    vErrors.push(err25);
                  }
                  errors++;
                }
                if (func2(data8) < 1) {
                  const err26 = { instancePath: instancePath + "/specs/git/path", schemaPath: "#/$defs/gitPath/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err26];
                  } else {
                    vErrors.push(err26);
                  }
                  errors++;
                }
                if (!pattern8.test(data8)) {
                  const err27 = { instancePath: instancePath + "/specs/git/path", schemaPath: "#/$defs/gitPath/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\\\]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\\\]*$"' };
                  if (vErrors === null) {
                    vErrors = [err27];
                  } else {
                    vErrors.push(err27);
                  }
                  errors++;
                }
              } else {
                const err28 = { instancePath: instancePath + "/specs/git/path", schemaPath: "#/$defs/gitPath/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err28];
                } else {
                  vErrors.push(err28);
                }
                errors++;
              }
            }
            if (data5.interval !== void 0) {
              let data9 = data5.interval;
              if (typeof data9 === "string") {
                if (!pattern9.test(data9)) {
                  const err29 = { instancePath: instancePath + "/specs/git/interval", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,8})[smhd]$" }, message: 'must match pattern "^(?:0|[1-9][0-9]{0,8})[smhd]$"' };
                  if (vErrors === null) {
                    vErrors = [err29];
                  } else {
                    vErrors.push(err29);
                  }
                  errors++;
                }
              } else {
                const err30 = { instancePath: instancePath + "/specs/git/interval", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err30];
                } else {
                  vErrors.push(err30);
                }
                errors++;
              }
            }
            if (data5.username !== void 0) {
              let data10 = data5.username;
              if (typeof data10 === "string") {
                if (func2(data10) > 1e3) {
                  const err31 = { instancePath: instancePath + "/specs/git/username", schemaPath: "#/$defs/text/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" };
                  if (vErrors === null) {
                    vErrors = [err31];
                  } else {
                    vErrors.push(err31);
                  }
                  errors++;
                }
                if (func2(data10) < 1) {
                  const err32 = { instancePath: instancePath + "/specs/git/username", schemaPath: "#/$defs/text/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err32];
                  } else {
                    vErrors.push(err32);
                  }
                  errors++;
                }
                if (!pattern5.test(data10)) {
                  const err33 = { instancePath: instancePath + "/specs/git/username", schemaPath: "#/$defs/text/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err33];
                  } else {
                    vErrors.push(err33);
                  }
                  errors++;
                }
              } else {
                const err34 = { instancePath: instancePath + "/specs/git/username", schemaPath: "#/$defs/text/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err34];
                } else {
                  vErrors.push(err34);
                }
                errors++;
              }
            }
            if (data5.token !== void 0) {
              if (!validate21(data5.token, { instancePath: instancePath + "/specs/git/token", parentData: data5, parentDataProperty: "token", rootData, dynamicAnchors })) {
                vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
                errors = vErrors.length;
              }
            }
            if (data5.caFile !== void 0) {
              let data12 = data5.caFile;
              if (typeof data12 === "string") {
                if (func2(data12) > 4e3) {
                  const err35 = { instancePath: instancePath + "/specs/git/caFile", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
                  if (vErrors === null) {
                    vErrors = [err35];
                  } else {
                    vErrors.push(err35);
                  }
                  errors++;
                }
                if (func2(data12) < 1) {
                  const err36 = { instancePath: instancePath + "/specs/git/caFile", schemaPath: "#/$defs/path/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err36];
                  } else {
                    vErrors.push(err36);
                  }
                  errors++;
                }
                if (!pattern5.test(data12)) {
                  const err37 = { instancePath: instancePath + "/specs/git/caFile", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err37];
                  } else {
                    vErrors.push(err37);
                  }
                  errors++;
                }
              } else {
                const err38 = { instancePath: instancePath + "/specs/git/caFile", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err38];
                } else {
                  vErrors.push(err38);
                }
                errors++;
              }
            }
            if (data5.keyFile !== void 0) {
              let data13 = data5.keyFile;
              if (typeof data13 === "string") {
                if (func2(data13) > 4e3) {
                  const err39 = { instancePath: instancePath + "/specs/git/keyFile", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
                  if (vErrors === null) {
                    vErrors = [err39];
                  } else {
                    vErrors.push(err39);
                  }
                  errors++;
                }
                if (func2(data13) < 1) {
                  const err40 = { instancePath: instancePath + "/specs/git/keyFile", schemaPath: "#/$defs/path/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err40];
                  } else {
                    vErrors.push(err40);
                  }
                  errors++;
                }
                if (!pattern5.test(data13)) {
                  const err41 = { instancePath: instancePath + "/specs/git/keyFile", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err41];
                  } else {
                    vErrors.push(err41);
                  }
                  errors++;
                }
              } else {
                const err42 = { instancePath: instancePath + "/specs/git/keyFile", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err42];
                } else {
                  vErrors.push(err42);
                }
                errors++;
              }
            }
            if (data5.knownHostsFile !== void 0) {
              let data14 = data5.knownHostsFile;
              if (typeof data14 === "string") {
                if (func2(data14) > 4e3) {
                  const err43 = { instancePath: instancePath + "/specs/git/knownHostsFile", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
                  if (vErrors === null) {
                    vErrors = [err43];
                  } else {
                    vErrors.push(err43);
                  }
                  errors++;
                }
                if (func2(data14) < 1) {
                  const err44 = { instancePath: instancePath + "/specs/git/knownHostsFile", schemaPath: "#/$defs/path/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err44];
                  } else {
                    vErrors.push(err44);
                  }
                  errors++;
                }
                if (!pattern5.test(data14)) {
                  const err45 = { instancePath: instancePath + "/specs/git/knownHostsFile", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err45];
                  } else {
                    vErrors.push(err45);
                  }
                  errors++;
                }
              } else {
                const err46 = { instancePath: instancePath + "/specs/git/knownHostsFile", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err46];
                } else {
                  vErrors.push(err46);
                }
                errors++;
              }
            }
            if (data5.allowedSignersFile !== void 0) {
              let data15 = data5.allowedSignersFile;
              if (typeof data15 === "string") {
                if (func2(data15) > 4e3) {
                  const err47 = { instancePath: instancePath + "/specs/git/allowedSignersFile", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
                  if (vErrors === null) {
                    vErrors = [err47];
                  } else {
                    vErrors.push(err47);
                  }
                  errors++;
                }
                if (func2(data15) < 1) {
                  const err48 = { instancePath: instancePath + "/specs/git/allowedSignersFile", schemaPath: "#/$defs/path/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err48];
                  } else {
                    vErrors.push(err48);
                  }
                  errors++;
                }
                if (!pattern5.test(data15)) {
                  const err49 = { instancePath: instancePath + "/specs/git/allowedSignersFile", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err49];
                  } else {
                    vErrors.push(err49);
                  }
                  errors++;
                }
              } else {
                const err50 = { instancePath: instancePath + "/specs/git/allowedSignersFile", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err50];
                } else {
                  vErrors.push(err50);
                }
                errors++;
              }
            }
          } else {
            const err51 = { instancePath: instancePath + "/specs/git", schemaPath: "#/properties/specs/properties/git/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err51];
            } else {
              vErrors.push(err51);
            }
            errors++;
          }
        }
      } else {
        const err52 = { instancePath: instancePath + "/specs", schemaPath: "#/properties/specs/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err52];
        } else {
          vErrors.push(err52);
        }
        errors++;
      }
    }
    if (data.wap !== void 0) {
      let data16 = data.wap;
      if (data16 && typeof data16 == "object" && !Array.isArray(data16)) {
        if (data16.adminApi === void 0) {
          const err53 = { instancePath: instancePath + "/wap", schemaPath: "#/properties/wap/required", keyword: "required", params: { missingProperty: "adminApi" }, message: "must have required property 'adminApi'" };
          if (vErrors === null) {
            vErrors = [err53];
          } else {
            vErrors.push(err53);
          }
          errors++;
        }
        if (data16.auth === void 0) {
          const err54 = { instancePath: instancePath + "/wap", schemaPath: "#/properties/wap/required", keyword: "required", params: { missingProperty: "auth" }, message: "must have required property 'auth'" };
          if (vErrors === null) {
            vErrors = [err54];
          } else {
            vErrors.push(err54);
          }
          errors++;
        }
        for (const key3 in data16) {
          if (!(key3 === "adminApi" || key3 === "tenantApi" || key3 === "tenantPortal" || key3 === "caFile" || key3 === "auth" || key3 === "spf")) {
            const err55 = { instancePath: instancePath + "/wap", schemaPath: "#/properties/wap/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err55];
            } else {
              vErrors.push(err55);
            }
            errors++;
          }
        }
        if (data16.adminApi !== void 0) {
          let data17 = data16.adminApi;
          if (typeof data17 === "string") {
            if (func2(data17) > 2e3) {
              const err56 = { instancePath: instancePath + "/wap/adminApi", schemaPath: "#/$defs/httpsUrl/maxLength", keyword: "maxLength", params: { limit: 2e3 }, message: "must NOT have more than 2000 characters" };
              if (vErrors === null) {
                vErrors = [err56];
              } else {
                vErrors.push(err56);
              }
              errors++;
            }
            if (!pattern17.test(data17)) {
              const err57 = { instancePath: instancePath + "/wap/adminApi", schemaPath: "#/$defs/httpsUrl/pattern", keyword: "pattern", params: { pattern: "^https://[^\\s/?#@\\\\]+(?:/[^\\s?#\\\\]*)?$" }, message: 'must match pattern "^https://[^\\s/?#@\\\\]+(?:/[^\\s?#\\\\]*)?$"' };
              if (vErrors === null) {
                vErrors = [err57];
              } else {
                vErrors.push(err57);
              }
              errors++;
            }
          } else {
            const err58 = { instancePath: instancePath + "/wap/adminApi", schemaPath: "#/$defs/httpsUrl/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err58];
            } else {
              vErrors.push(err58);
            }
            errors++;
          }
        }
        if (data16.tenantApi !== void 0) {
          let data18 = data16.tenantApi;
          if (typeof data18 === "string") {
            if (func2(data18) > 2e3) {
              const err59 = { instancePath: instancePath + "/wap/tenantApi", schemaPath: "#/$defs/httpsUrl/maxLength", keyword: "maxLength", params: { limit: 2e3 }, message: "must NOT have more than 2000 characters" };
              if (vErrors === null) {
                vErrors = [err59];
              } else {
                vErrors.push(err59);
              }
              errors++;
            }
            if (!pattern17.test(data18)) {
              const err60 = { instancePath: instancePath + "/wap/tenantApi", schemaPath: "#/$defs/httpsUrl/pattern", keyword: "pattern", params: { pattern: "^https://[^\\s/?#@\\\\]+(?:/[^\\s?#\\\\]*)?$" }, message: 'must match pattern "^https://[^\\s/?#@\\\\]+(?:/[^\\s?#\\\\]*)?$"' };
              if (vErrors === null) {
                vErrors = [err60];
              } else {
                vErrors.push(err60);
              }
              errors++;
            }
          } else {
            const err61 = { instancePath: instancePath + "/wap/tenantApi", schemaPath: "#/$defs/httpsUrl/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err61];
            } else {
              vErrors.push(err61);
            }
            errors++;
          }
        }
        if (data16.tenantPortal !== void 0) {
          let data19 = data16.tenantPortal;
          if (typeof data19 === "string") {
            if (func2(data19) > 2e3) {
              const err62 = { instancePath: instancePath + "/wap/tenantPortal", schemaPath: "#/$defs/webUrl/maxLength", keyword: "maxLength", params: { limit: 2e3 }, message: "must NOT have more than 2000 characters" };
              if (vErrors === null) {
                vErrors = [err62];
              } else {
                vErrors.push(err62);
              }
              errors++;
            }
            if (!pattern19.test(data19)) {
              const err63 = { instancePath: instancePath + "/wap/tenantPortal", schemaPath: "#/$defs/webUrl/pattern", keyword: "pattern", params: { pattern: "^https?://[^\\s/?#@\\\\]+(?:[/?#]\\S*)?$" }, message: 'must match pattern "^https?://[^\\s/?#@\\\\]+(?:[/?#]\\S*)?$"' };
              if (vErrors === null) {
                vErrors = [err63];
              } else {
                vErrors.push(err63);
              }
              errors++;
            }
          } else {
            const err64 = { instancePath: instancePath + "/wap/tenantPortal", schemaPath: "#/$defs/webUrl/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err64];
            } else {
              vErrors.push(err64);
            }
            errors++;
          }
        }
        if (data16.caFile !== void 0) {
          let data20 = data16.caFile;
          if (typeof data20 === "string") {
            if (func2(data20) > 4e3) {
              const err65 = { instancePath: instancePath + "/wap/caFile", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
              if (vErrors === null) {
                vErrors = [err65];
              } else {
                vErrors.push(err65);
              }
              errors++;
            }
            if (func2(data20) < 1) {
              const err66 = { instancePath: instancePath + "/wap/caFile", schemaPath: "#/$defs/path/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
              if (vErrors === null) {
                vErrors = [err66];
              } else {
                vErrors.push(err66);
              }
              errors++;
            }
            if (!pattern5.test(data20)) {
              const err67 = { instancePath: instancePath + "/wap/caFile", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
              if (vErrors === null) {
                vErrors = [err67];
              } else {
                vErrors.push(err67);
              }
              errors++;
            }
          } else {
            const err68 = { instancePath: instancePath + "/wap/caFile", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err68];
            } else {
              vErrors.push(err68);
            }
            errors++;
          }
        }
        if (data16.auth !== void 0) {
          let data21 = data16.auth;
          if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
            if (data21.mode === void 0) {
              const err69 = { instancePath: instancePath + "/wap/auth", schemaPath: "#/properties/wap/properties/auth/required", keyword: "required", params: { missingProperty: "mode" }, message: "must have required property 'mode'" };
              if (vErrors === null) {
                vErrors = [err69];
              } else {
                vErrors.push(err69);
              }
              errors++;
            }
            for (const key4 in data21) {
              if (!func1.call(schema31.properties.wap.properties.auth.properties, key4)) {
                const err70 = { instancePath: instancePath + "/wap/auth", schemaPath: "#/properties/wap/properties/auth/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err70];
                } else {
                  vErrors.push(err70);
                }
                errors++;
              }
            }
            if (data21.mode !== void 0) {
              let data22 = data21.mode;
              if (!(data22 === "windows" || data22 === "adfs" || data22 === "membership" || data22 === "token")) {
                const err71 = { instancePath: instancePath + "/wap/auth/mode", schemaPath: "#/properties/wap/properties/auth/properties/mode/enum", keyword: "enum", params: { allowedValues: schema31.properties.wap.properties.auth.properties.mode.enum }, message: "must be equal to one of the allowed values" };
                if (vErrors === null) {
                  vErrors = [err71];
                } else {
                  vErrors.push(err71);
                }
                errors++;
              }
            }
            if (data21.windowsAuthEndpoint !== void 0) {
              let data23 = data21.windowsAuthEndpoint;
              if (typeof data23 === "string") {
                if (func2(data23) > 2e3) {
                  const err72 = { instancePath: instancePath + "/wap/auth/windowsAuthEndpoint", schemaPath: "#/$defs/httpsUrl/maxLength", keyword: "maxLength", params: { limit: 2e3 }, message: "must NOT have more than 2000 characters" };
                  if (vErrors === null) {
                    vErrors = [err72];
                  } else {
                    vErrors.push(err72);
                  }
                  errors++;
                }
                if (!pattern17.test(data23)) {
                  const err73 = { instancePath: instancePath + "/wap/auth/windowsAuthEndpoint", schemaPath: "#/$defs/httpsUrl/pattern", keyword: "pattern", params: { pattern: "^https://[^\\s/?#@\\\\]+(?:/[^\\s?#\\\\]*)?$" }, message: 'must match pattern "^https://[^\\s/?#@\\\\]+(?:/[^\\s?#\\\\]*)?$"' };
                  if (vErrors === null) {
                    vErrors = [err73];
                  } else {
                    vErrors.push(err73);
                  }
                  errors++;
                }
              } else {
                const err74 = { instancePath: instancePath + "/wap/auth/windowsAuthEndpoint", schemaPath: "#/$defs/httpsUrl/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err74];
                } else {
                  vErrors.push(err74);
                }
                errors++;
              }
            }
            if (data21.path !== void 0) {
              let data24 = data21.path;
              if (typeof data24 === "string") {
                if (func2(data24) > 1e3) {
                  const err75 = { instancePath: instancePath + "/wap/auth/path", schemaPath: "#/$defs/urlPath/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" };
                  if (vErrors === null) {
                    vErrors = [err75];
                  } else {
                    vErrors.push(err75);
                  }
                  errors++;
                }
                if (!pattern22.test(data24)) {
                  const err76 = { instancePath: instancePath + "/wap/auth/path", schemaPath: "#/$defs/urlPath/pattern", keyword: "pattern", params: { pattern: "^/[^\\s?#]*$" }, message: 'must match pattern "^/[^\\s?#]*$"' };
                  if (vErrors === null) {
                    vErrors = [err76];
                  } else {
                    vErrors.push(err76);
                  }
                  errors++;
                }
              } else {
                const err77 = { instancePath: instancePath + "/wap/auth/path", schemaPath: "#/$defs/urlPath/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err77];
                } else {
                  vErrors.push(err77);
                }
                errors++;
              }
            }
            if (data21.realm !== void 0) {
              let data25 = data21.realm;
              if (typeof data25 === "string") {
                if (func2(data25) > 1e3) {
                  const err78 = { instancePath: instancePath + "/wap/auth/realm", schemaPath: "#/$defs/text/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" };
                  if (vErrors === null) {
                    vErrors = [err78];
                  } else {
                    vErrors.push(err78);
                  }
                  errors++;
                }
                if (func2(data25) < 1) {
                  const err79 = { instancePath: instancePath + "/wap/auth/realm", schemaPath: "#/$defs/text/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err79];
                  } else {
                    vErrors.push(err79);
                  }
                  errors++;
                }
                if (!pattern5.test(data25)) {
                  const err80 = { instancePath: instancePath + "/wap/auth/realm", schemaPath: "#/$defs/text/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err80];
                  } else {
                    vErrors.push(err80);
                  }
                  errors++;
                }
              } else {
                const err81 = { instancePath: instancePath + "/wap/auth/realm", schemaPath: "#/$defs/text/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err81];
                } else {
                  vErrors.push(err81);
                }
                errors++;
              }
            }
            if (data21.principal !== void 0) {
              let data26 = data21.principal;
              if (typeof data26 === "string") {
                if (func2(data26) > 1e3) {
                  const err82 = { instancePath: instancePath + "/wap/auth/principal", schemaPath: "#/$defs/text/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" };
                  if (vErrors === null) {
                    vErrors = [err82];
                  } else {
                    vErrors.push(err82);
                  }
                  errors++;
                }
                if (func2(data26) < 1) {
                  const err83 = { instancePath: instancePath + "/wap/auth/principal", schemaPath: "#/$defs/text/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err83];
                  } else {
                    vErrors.push(err83);
                  }
                  errors++;
                }
                if (!pattern5.test(data26)) {
                  const err84 = { instancePath: instancePath + "/wap/auth/principal", schemaPath: "#/$defs/text/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err84];
                  } else {
                    vErrors.push(err84);
                  }
                  errors++;
                }
              } else {
                const err85 = { instancePath: instancePath + "/wap/auth/principal", schemaPath: "#/$defs/text/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err85];
                } else {
                  vErrors.push(err85);
                }
                errors++;
              }
            }
            if (data21.domain !== void 0) {
              let data27 = data21.domain;
              if (typeof data27 === "string") {
                if (func2(data27) > 1e3) {
                  const err86 = { instancePath: instancePath + "/wap/auth/domain", schemaPath: "#/$defs/text/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" };
                  if (vErrors === null) {
                    vErrors = [err86];
                  } else {
                    vErrors.push(err86);
                  }
                  errors++;
                }
                if (func2(data27) < 1) {
                  const err87 = { instancePath: instancePath + "/wap/auth/domain", schemaPath: "#/$defs/text/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err87];
                  } else {
                    vErrors.push(err87);
                  }
                  errors++;
                }
                if (!pattern5.test(data27)) {
                  const err88 = { instancePath: instancePath + "/wap/auth/domain", schemaPath: "#/$defs/text/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err88];
                  } else {
                    vErrors.push(err88);
                  }
                  errors++;
                }
              } else {
                const err89 = { instancePath: instancePath + "/wap/auth/domain", schemaPath: "#/$defs/text/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err89];
                } else {
                  vErrors.push(err89);
                }
                errors++;
              }
            }
            if (data21.username !== void 0) {
              let data28 = data21.username;
              if (typeof data28 === "string") {
                if (func2(data28) > 1e3) {
                  const err90 = { instancePath: instancePath + "/wap/auth/username", schemaPath: "#/$defs/text/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" };
                  if (vErrors === null) {
                    vErrors = [err90];
                  } else {
                    vErrors.push(err90);
                  }
                  errors++;
                }
                if (func2(data28) < 1) {
                  const err91 = { instancePath: instancePath + "/wap/auth/username", schemaPath: "#/$defs/text/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err91];
                  } else {
                    vErrors.push(err91);
                  }
                  errors++;
                }
                if (!pattern5.test(data28)) {
                  const err92 = { instancePath: instancePath + "/wap/auth/username", schemaPath: "#/$defs/text/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err92];
                  } else {
                    vErrors.push(err92);
                  }
                  errors++;
                }
              } else {
                const err93 = { instancePath: instancePath + "/wap/auth/username", schemaPath: "#/$defs/text/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err93];
                } else {
                  vErrors.push(err93);
                }
                errors++;
              }
            }
            if (data21.password !== void 0) {
              if (!validate21(data21.password, { instancePath: instancePath + "/wap/auth/password", parentData: data21, parentDataProperty: "password", rootData, dynamicAnchors })) {
                vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
                errors = vErrors.length;
              }
            }
            if (data21.token !== void 0) {
              if (!validate24(data21.token, { instancePath: instancePath + "/wap/auth/token", parentData: data21, parentDataProperty: "token", rootData, dynamicAnchors })) {
                vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
                errors = vErrors.length;
              }
            }
            if (data21.caFile !== void 0) {
              let data31 = data21.caFile;
              if (typeof data31 === "string") {
                if (func2(data31) > 4e3) {
                  const err94 = { instancePath: instancePath + "/wap/auth/caFile", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
                  if (vErrors === null) {
                    vErrors = [err94];
                  } else {
                    vErrors.push(err94);
                  }
                  errors++;
                }
                if (func2(data31) < 1) {
                  const err95 = { instancePath: instancePath + "/wap/auth/caFile", schemaPath: "#/$defs/path/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err95];
                  } else {
                    vErrors.push(err95);
                  }
                  errors++;
                }
                if (!pattern5.test(data31)) {
                  const err96 = { instancePath: instancePath + "/wap/auth/caFile", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err96];
                  } else {
                    vErrors.push(err96);
                  }
                  errors++;
                }
              } else {
                const err97 = { instancePath: instancePath + "/wap/auth/caFile", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err97];
                } else {
                  vErrors.push(err97);
                }
                errors++;
              }
            }
          } else {
            const err98 = { instancePath: instancePath + "/wap/auth", schemaPath: "#/properties/wap/properties/auth/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err98];
            } else {
              vErrors.push(err98);
            }
            errors++;
          }
        }
        if (data16.spf !== void 0) {
          let data32 = data16.spf;
          if (data32 && typeof data32 == "object" && !Array.isArray(data32)) {
            if (data32.url === void 0) {
              const err99 = { instancePath: instancePath + "/wap/spf", schemaPath: "#/properties/wap/properties/spf/required", keyword: "required", params: { missingProperty: "url" }, message: "must have required property 'url'" };
              if (vErrors === null) {
                vErrors = [err99];
              } else {
                vErrors.push(err99);
              }
              errors++;
            }
            if (data32.username === void 0) {
              const err100 = { instancePath: instancePath + "/wap/spf", schemaPath: "#/properties/wap/properties/spf/required", keyword: "required", params: { missingProperty: "username" }, message: "must have required property 'username'" };
              if (vErrors === null) {
                vErrors = [err100];
              } else {
                vErrors.push(err100);
              }
              errors++;
            }
            if (data32.password === void 0) {
              const err101 = { instancePath: instancePath + "/wap/spf", schemaPath: "#/properties/wap/properties/spf/required", keyword: "required", params: { missingProperty: "password" }, message: "must have required property 'password'" };
              if (vErrors === null) {
                vErrors = [err101];
              } else {
                vErrors.push(err101);
              }
              errors++;
            }
            for (const key5 in data32) {
              if (!(key5 === "url" || key5 === "username" || key5 === "password" || key5 === "caFile")) {
                const err102 = { instancePath: instancePath + "/wap/spf", schemaPath: "#/properties/wap/properties/spf/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err102];
                } else {
                  vErrors.push(err102);
                }
                errors++;
              }
            }
            if (data32.url !== void 0) {
              let data33 = data32.url;
              if (typeof data33 === "string") {
                if (func2(data33) > 2e3) {
                  const err103 = { instancePath: instancePath + "/wap/spf/url", schemaPath: "#/$defs/httpsUrl/maxLength", keyword: "maxLength", params: { limit: 2e3 }, message: "must NOT have more than 2000 characters" };
                  if (vErrors === null) {
                    vErrors = [err103];
                  } else {
                    vErrors.push(err103);
                  }
                  errors++;
                }
                if (!pattern17.test(data33)) {
                  const err104 = { instancePath: instancePath + "/wap/spf/url", schemaPath: "#/$defs/httpsUrl/pattern", keyword: "pattern", params: { pattern: "^https://[^\\s/?#@\\\\]+(?:/[^\\s?#\\\\]*)?$" }, message: 'must match pattern "^https://[^\\s/?#@\\\\]+(?:/[^\\s?#\\\\]*)?$"' };
                  if (vErrors === null) {
                    vErrors = [err104];
                  } else {
                    vErrors.push(err104);
                  }
                  errors++;
                }
              } else {
                const err105 = { instancePath: instancePath + "/wap/spf/url", schemaPath: "#/$defs/httpsUrl/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err105];
                } else {
                  vErrors.push(err105);
                }
                errors++;
              }
            }
            if (data32.username !== void 0) {
              let data34 = data32.username;
              if (typeof data34 === "string") {
                if (func2(data34) > 1e3) {
                  const err106 = { instancePath: instancePath + "/wap/spf/username", schemaPath: "#/$defs/text/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" };
                  if (vErrors === null) {
                    vErrors = [err106];
                  } else {
                    vErrors.push(err106);
                  }
                  errors++;
                }
                if (func2(data34) < 1) {
                  const err107 = { instancePath: instancePath + "/wap/spf/username", schemaPath: "#/$defs/text/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err107];
                  } else {
                    vErrors.push(err107);
                  }
                  errors++;
                }
                if (!pattern5.test(data34)) {
                  const err108 = { instancePath: instancePath + "/wap/spf/username", schemaPath: "#/$defs/text/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err108];
                  } else {
                    vErrors.push(err108);
                  }
                  errors++;
                }
              } else {
                const err109 = { instancePath: instancePath + "/wap/spf/username", schemaPath: "#/$defs/text/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err109];
                } else {
                  vErrors.push(err109);
                }
                errors++;
              }
            }
            if (data32.password !== void 0) {
              if (!validate21(data32.password, { instancePath: instancePath + "/wap/spf/password", parentData: data32, parentDataProperty: "password", rootData, dynamicAnchors })) {
                vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
                errors = vErrors.length;
              }
            }
            if (data32.caFile !== void 0) {
              let data36 = data32.caFile;
              if (typeof data36 === "string") {
                if (func2(data36) > 4e3) {
                  const err110 = { instancePath: instancePath + "/wap/spf/caFile", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
                  if (vErrors === null) {
                    vErrors = [err110];
                  } else {
                    vErrors.push(err110);
                  }
                  errors++;
                }
                if (func2(data36) < 1) {
                  const err111 = { instancePath: instancePath + "/wap/spf/caFile", schemaPath: "#/$defs/path/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err111];
                  } else {
                    vErrors.push(err111);
                  }
                  errors++;
                }
                if (!pattern5.test(data36)) {
                  const err112 = { instancePath: instancePath + "/wap/spf/caFile", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err112];
                  } else {
                    vErrors.push(err112);
                  }
                  errors++;
                }
              } else {
                const err113 = { instancePath: instancePath + "/wap/spf/caFile", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err113];
                } else {
                  vErrors.push(err113);
                }
                errors++;
              }
            }
          } else {
            const err114 = { instancePath: instancePath + "/wap/spf", schemaPath: "#/properties/wap/properties/spf/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err114];
            } else {
              vErrors.push(err114);
            }
            errors++;
          }
        }
      } else {
        const err115 = { instancePath: instancePath + "/wap", schemaPath: "#/properties/wap/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err115];
        } else {
          vErrors.push(err115);
        }
        errors++;
      }
    }
    if (data.hostingPlans !== void 0) {
      let data37 = data.hostingPlans;
      if (data37 && typeof data37 == "object" && !Array.isArray(data37)) {
        if (Object.keys(data37).length > 1e3) {
          const err116 = { instancePath: instancePath + "/hostingPlans", schemaPath: "#/properties/hostingPlans/maxProperties", keyword: "maxProperties", params: { limit: 1e3 }, message: "must NOT have more than 1000 properties" };
          if (vErrors === null) {
            vErrors = [err116];
          } else {
            vErrors.push(err116);
          }
          errors++;
        }
        if (Object.keys(data37).length < 1) {
          const err117 = { instancePath: instancePath + "/hostingPlans", schemaPath: "#/properties/hostingPlans/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties" };
          if (vErrors === null) {
            vErrors = [err117];
          } else {
            vErrors.push(err117);
          }
          errors++;
        }
        for (const key6 in data37) {
          const _errs101 = errors;
          if (typeof key6 === "string") {
            if (!pattern33.test(key6)) {
              const err118 = { instancePath: instancePath + "/hostingPlans", schemaPath: "#/$defs/hostingPlanKey/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$" }, message: 'must match pattern "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"', propertyName: key6 };
              if (vErrors === null) {
                vErrors = [err118];
              } else {
                vErrors.push(err118);
              }
              errors++;
            }
          } else {
            const err119 = { instancePath: instancePath + "/hostingPlans", schemaPath: "#/$defs/hostingPlanKey/type", keyword: "type", params: { type: "string" }, message: "must be string", propertyName: key6 };
            if (vErrors === null) {
              vErrors = [err119];
            } else {
              vErrors.push(err119);
            }
            errors++;
          }
          var valid31 = _errs101 === errors;
          if (!valid31) {
            const err120 = { instancePath: instancePath + "/hostingPlans", schemaPath: "#/properties/hostingPlans/propertyNames", keyword: "propertyNames", params: { propertyName: key6 }, message: "property name must be valid" };
            if (vErrors === null) {
              vErrors = [err120];
            } else {
              vErrors.push(err120);
            }
            errors++;
          }
        }
        for (const key7 in data37) {
          let data38 = data37[key7];
          if (data38 && typeof data38 == "object" && !Array.isArray(data38)) {
            if (data38.template === void 0) {
              const err121 = { instancePath: instancePath + "/hostingPlans/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/hostingPlans/additionalProperties/required", keyword: "required", params: { missingProperty: "template" }, message: "must have required property 'template'" };
              if (vErrors === null) {
                vErrors = [err121];
              } else {
                vErrors.push(err121);
              }
              errors++;
            }
            for (const key8 in data38) {
              if (!(key8 === "template")) {
                const err122 = { instancePath: instancePath + "/hostingPlans/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/hostingPlans/additionalProperties/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err122];
                } else {
                  vErrors.push(err122);
                }
                errors++;
              }
            }
            if (data38.template !== void 0) {
              let data39 = data38.template;
              if (typeof data39 === "string") {
                if (func2(data39) > 1e3) {
                  const err123 = { instancePath: instancePath + "/hostingPlans/" + key7.replace(/~/g, "~0").replace(/\//g, "~1") + "/template", schemaPath: "#/$defs/text/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" };
                  if (vErrors === null) {
                    vErrors = [err123];
                  } else {
                    vErrors.push(err123);
                  }
                  errors++;
                }
                if (func2(data39) < 1) {
                  const err124 = { instancePath: instancePath + "/hostingPlans/" + key7.replace(/~/g, "~0").replace(/\//g, "~1") + "/template", schemaPath: "#/$defs/text/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err124];
                  } else {
                    vErrors.push(err124);
                  }
                  errors++;
                }
                if (!pattern5.test(data39)) {
                  const err125 = { instancePath: instancePath + "/hostingPlans/" + key7.replace(/~/g, "~0").replace(/\//g, "~1") + "/template", schemaPath: "#/$defs/text/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err125];
                  } else {
                    vErrors.push(err125);
                  }
                  errors++;
                }
              } else {
                const err126 = { instancePath: instancePath + "/hostingPlans/" + key7.replace(/~/g, "~0").replace(/\//g, "~1") + "/template", schemaPath: "#/$defs/text/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err126];
                } else {
                  vErrors.push(err126);
                }
                errors++;
              }
            }
          } else {
            const err127 = { instancePath: instancePath + "/hostingPlans/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/hostingPlans/additionalProperties/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err127];
            } else {
              vErrors.push(err127);
            }
            errors++;
          }
        }
      } else {
        const err128 = { instancePath: instancePath + "/hostingPlans", schemaPath: "#/properties/hostingPlans/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err128];
        } else {
          vErrors.push(err128);
        }
        errors++;
      }
    }
    if (data.defaults !== void 0) {
      let data40 = data.defaults;
      if (data40 && typeof data40 == "object" && !Array.isArray(data40)) {
        for (const key9 in data40) {
          if (!(key9 === "hostingPlan" || key9 === "onSuspend" || key9 === "onResume" || key9 === "deletion" || key9 === "vms")) {
            const err129 = { instancePath: instancePath + "/defaults", schemaPath: "#/properties/defaults/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key9 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err129];
            } else {
              vErrors.push(err129);
            }
            errors++;
          }
        }
        if (data40.hostingPlan !== void 0) {
          let data41 = data40.hostingPlan;
          if (typeof data41 === "string") {
            if (!pattern33.test(data41)) {
              const err130 = { instancePath: instancePath + "/defaults/hostingPlan", schemaPath: "#/$defs/hostingPlanKey/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$" }, message: 'must match pattern "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"' };
              if (vErrors === null) {
                vErrors = [err130];
              } else {
                vErrors.push(err130);
              }
              errors++;
            }
          } else {
            const err131 = { instancePath: instancePath + "/defaults/hostingPlan", schemaPath: "#/$defs/hostingPlanKey/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err131];
            } else {
              vErrors.push(err131);
            }
            errors++;
          }
        }
        if (data40.onSuspend !== void 0) {
          let data42 = data40.onSuspend;
          if (!(data42 === "none" || data42 === "shutdown" || data42 === "stop" || data42 === "save" || data42 === "pause")) {
            const err132 = { instancePath: instancePath + "/defaults/onSuspend", schemaPath: "#/properties/defaults/properties/onSuspend/enum", keyword: "enum", params: { allowedValues: schema31.properties.defaults.properties.onSuspend.enum }, message: "must be equal to one of the allowed values" };
            if (vErrors === null) {
              vErrors = [err132];
            } else {
              vErrors.push(err132);
            }
            errors++;
          }
        }
        if (data40.onResume !== void 0) {
          let data43 = data40.onResume;
          if (!(data43 === "previous" || data43 === "all" || data43 === "none")) {
            const err133 = { instancePath: instancePath + "/defaults/onResume", schemaPath: "#/properties/defaults/properties/onResume/enum", keyword: "enum", params: { allowedValues: schema31.properties.defaults.properties.onResume.enum }, message: "must be equal to one of the allowed values" };
            if (vErrors === null) {
              vErrors = [err133];
            } else {
              vErrors.push(err133);
            }
            errors++;
          }
        }
        if (data40.deletion !== void 0) {
          let data44 = data40.deletion;
          if (data44 && typeof data44 == "object" && !Array.isArray(data44)) {
            for (const key10 in data44) {
              if (!(key10 === "policy" || key10 === "grace")) {
                const err134 = { instancePath: instancePath + "/defaults/deletion", schemaPath: "#/properties/defaults/properties/deletion/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key10 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err134];
                } else {
                  vErrors.push(err134);
                }
                errors++;
              }
            }
            if (data44.policy !== void 0) {
              let data45 = data44.policy;
              if (!(data45 === "delete" || data45 === "suspend" || data45 === "retain")) {
                const err135 = { instancePath: instancePath + "/defaults/deletion/policy", schemaPath: "#/properties/defaults/properties/deletion/properties/policy/enum", keyword: "enum", params: { allowedValues: schema31.properties.defaults.properties.deletion.properties.policy.enum }, message: "must be equal to one of the allowed values" };
                if (vErrors === null) {
                  vErrors = [err135];
                } else {
                  vErrors.push(err135);
                }
                errors++;
              }
            }
            if (data44.grace !== void 0) {
              let data46 = data44.grace;
              if (typeof data46 === "string") {
                if (!pattern9.test(data46)) {
                  const err136 = { instancePath: instancePath + "/defaults/deletion/grace", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,8})[smhd]$" }, message: 'must match pattern "^(?:0|[1-9][0-9]{0,8})[smhd]$"' };
                  if (vErrors === null) {
                    vErrors = [err136];
                  } else {
                    vErrors.push(err136);
                  }
                  errors++;
                }
              } else {
                const err137 = { instancePath: instancePath + "/defaults/deletion/grace", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err137];
                } else {
                  vErrors.push(err137);
                }
                errors++;
              }
            }
          } else {
            const err138 = { instancePath: instancePath + "/defaults/deletion", schemaPath: "#/properties/defaults/properties/deletion/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err138];
            } else {
              vErrors.push(err138);
            }
            errors++;
          }
        }
        if (data40.vms !== void 0) {
          let data47 = data40.vms;
          const _errs128 = errors;
          let valid41 = false;
          const _errs129 = errors;
          if (!(typeof data47 == "number" && (!(data47 % 1) && !isNaN(data47)) && isFinite(data47))) {
            const err139 = { instancePath: instancePath + "/defaults/vms", schemaPath: "#/$defs/count/anyOf/0/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
            if (vErrors === null) {
              vErrors = [err139];
            } else {
              vErrors.push(err139);
            }
            errors++;
          }
          if (typeof data47 == "number" && isFinite(data47)) {
            if (data47 > 4294967295 || isNaN(data47)) {
              const err140 = { instancePath: instancePath + "/defaults/vms", schemaPath: "#/$defs/count/anyOf/0/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4294967295 }, message: "must be <= 4294967295" };
              if (vErrors === null) {
                vErrors = [err140];
              } else {
                vErrors.push(err140);
              }
              errors++;
            }
            if (data47 < 1 || isNaN(data47)) {
              const err141 = { instancePath: instancePath + "/defaults/vms", schemaPath: "#/$defs/count/anyOf/0/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
              if (vErrors === null) {
                vErrors = [err141];
              } else {
                vErrors.push(err141);
              }
              errors++;
            }
          }
          var _valid0 = _errs129 === errors;
          valid41 = valid41 || _valid0;
          const _errs131 = errors;
          if ("unlimited" !== data47) {
            const err142 = { instancePath: instancePath + "/defaults/vms", schemaPath: "#/$defs/count/anyOf/1/const", keyword: "const", params: { allowedValue: "unlimited" }, message: "must be equal to constant" };
            if (vErrors === null) {
              vErrors = [err142];
            } else {
              vErrors.push(err142);
            }
            errors++;
          }
          var _valid0 = _errs131 === errors;
          valid41 = valid41 || _valid0;
          if (!valid41) {
            const err143 = { instancePath: instancePath + "/defaults/vms", schemaPath: "#/$defs/count/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err143];
            } else {
              vErrors.push(err143);
            }
            errors++;
          } else {
            errors = _errs128;
            if (vErrors !== null) {
              if (_errs128) {
                vErrors.length = _errs128;
              } else {
                vErrors = null;
              }
            }
          }
        }
      } else {
        const err144 = { instancePath: instancePath + "/defaults", schemaPath: "#/properties/defaults/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err144];
        } else {
          vErrors.push(err144);
        }
        errors++;
      }
    }
    if (data.shutdownTimeout !== void 0) {
      let data48 = data.shutdownTimeout;
      if (typeof data48 === "string") {
        if (!pattern9.test(data48)) {
          const err145 = { instancePath: instancePath + "/shutdownTimeout", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,8})[smhd]$" }, message: 'must match pattern "^(?:0|[1-9][0-9]{0,8})[smhd]$"' };
          if (vErrors === null) {
            vErrors = [err145];
          } else {
            vErrors.push(err145);
          }
          errors++;
        }
      } else {
        const err146 = { instancePath: instancePath + "/shutdownTimeout", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err146];
        } else {
          vErrors.push(err146);
        }
        errors++;
      }
    }
    if (data.safety !== void 0) {
      let data49 = data.safety;
      if (data49 && typeof data49 == "object" && !Array.isArray(data49)) {
        for (const key11 in data49) {
          if (!(key11 === "maxDeletes" || key11 === "maxSuspends" || key11 === "maxShrinks" || key11 === "maxDeletesPerDay" || key11 === "maxSuspendsPerDay" || key11 === "maxShrinksPerDay")) {
            const err147 = { instancePath: instancePath + "/safety", schemaPath: "#/properties/safety/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key11 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err147];
            } else {
              vErrors.push(err147);
            }
            errors++;
          }
        }
        if (data49.maxDeletes !== void 0) {
          let data50 = data49.maxDeletes;
          const _errs140 = errors;
          let valid45 = false;
          const _errs141 = errors;
          if (!(typeof data50 == "number" && (!(data50 % 1) && !isNaN(data50)) && isFinite(data50))) {
            const err148 = { instancePath: instancePath + "/safety/maxDeletes", schemaPath: "#/$defs/allowance/anyOf/0/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
            if (vErrors === null) {
              vErrors = [err148];
            } else {
              vErrors.push(err148);
            }
            errors++;
          }
          if (typeof data50 == "number" && isFinite(data50)) {
            if (data50 > 4294967295 || isNaN(data50)) {
              const err149 = { instancePath: instancePath + "/safety/maxDeletes", schemaPath: "#/$defs/allowance/anyOf/0/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4294967295 }, message: "must be <= 4294967295" };
              if (vErrors === null) {
                vErrors = [err149];
              } else {
                vErrors.push(err149);
              }
              errors++;
            }
            if (data50 < 0 || isNaN(data50)) {
              const err150 = { instancePath: instancePath + "/safety/maxDeletes", schemaPath: "#/$defs/allowance/anyOf/0/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" };
              if (vErrors === null) {
                vErrors = [err150];
              } else {
                vErrors.push(err150);
              }
              errors++;
            }
          }
          var _valid1 = _errs141 === errors;
          valid45 = valid45 || _valid1;
          const _errs143 = errors;
          if (typeof data50 === "string") {
            if (!pattern38.test(data50)) {
              const err151 = { instancePath: instancePath + "/safety/maxDeletes", schemaPath: "#/$defs/allowance/anyOf/1/pattern", keyword: "pattern", params: { pattern: "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$" }, message: 'must match pattern "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$"' };
              if (vErrors === null) {
                vErrors = [err151];
              } else {
                vErrors.push(err151);
              }
              errors++;
            }
          } else {
            const err152 = { instancePath: instancePath + "/safety/maxDeletes", schemaPath: "#/$defs/allowance/anyOf/1/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err152];
            } else {
              vErrors.push(err152);
            }
            errors++;
          }
          var _valid1 = _errs143 === errors;
          valid45 = valid45 || _valid1;
          if (!valid45) {
            const err153 = { instancePath: instancePath + "/safety/maxDeletes", schemaPath: "#/$defs/allowance/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err153];
            } else {
              vErrors.push(err153);
            }
            errors++;
          } else {
            errors = _errs140;
            if (vErrors !== null) {
              if (_errs140) {
                vErrors.length = _errs140;
              } else {
                vErrors = null;
              }
            }
          }
        }
        if (data49.maxSuspends !== void 0) {
          let data51 = data49.maxSuspends;
          const _errs147 = errors;
          let valid47 = false;
          const _errs148 = errors;
          if (!(typeof data51 == "number" && (!(data51 % 1) && !isNaN(data51)) && isFinite(data51))) {
            const err154 = { instancePath: instancePath + "/safety/maxSuspends", schemaPath: "#/$defs/allowance/anyOf/0/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
            if (vErrors === null) {
              vErrors = [err154];
            } else {
              vErrors.push(err154);
            }
            errors++;
          }
          if (typeof data51 == "number" && isFinite(data51)) {
            if (data51 > 4294967295 || isNaN(data51)) {
              const err155 = { instancePath: instancePath + "/safety/maxSuspends", schemaPath: "#/$defs/allowance/anyOf/0/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4294967295 }, message: "must be <= 4294967295" };
              if (vErrors === null) {
                vErrors = [err155];
              } else {
                vErrors.push(err155);
              }
              errors++;
            }
            if (data51 < 0 || isNaN(data51)) {
              const err156 = { instancePath: instancePath + "/safety/maxSuspends", schemaPath: "#/$defs/allowance/anyOf/0/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" };
              if (vErrors === null) {
                vErrors = [err156];
              } else {
                vErrors.push(err156);
              }
              errors++;
            }
          }
          var _valid2 = _errs148 === errors;
          valid47 = valid47 || _valid2;
          const _errs150 = errors;
          if (typeof data51 === "string") {
            if (!pattern38.test(data51)) {
              const err157 = { instancePath: instancePath + "/safety/maxSuspends", schemaPath: "#/$defs/allowance/anyOf/1/pattern", keyword: "pattern", params: { pattern: "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$" }, message: 'must match pattern "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$"' };
              if (vErrors === null) {
                vErrors = [err157];
              } else {
                vErrors.push(err157);
              }
              errors++;
            }
          } else {
            const err158 = { instancePath: instancePath + "/safety/maxSuspends", schemaPath: "#/$defs/allowance/anyOf/1/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err158];
            } else {
              vErrors.push(err158);
            }
            errors++;
          }
          var _valid2 = _errs150 === errors;
          valid47 = valid47 || _valid2;
          if (!valid47) {
            const err159 = { instancePath: instancePath + "/safety/maxSuspends", schemaPath: "#/$defs/allowance/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err159];
            } else {
              vErrors.push(err159);
            }
            errors++;
          } else {
            errors = _errs147;
            if (vErrors !== null) {
              if (_errs147) {
                vErrors.length = _errs147;
              } else {
                vErrors = null;
              }
            }
          }
        }
        if (data49.maxShrinks !== void 0) {
          let data52 = data49.maxShrinks;
          const _errs154 = errors;
          let valid49 = false;
          const _errs155 = errors;
          if (!(typeof data52 == "number" && (!(data52 % 1) && !isNaN(data52)) && isFinite(data52))) {
            const err160 = { instancePath: instancePath + "/safety/maxShrinks", schemaPath: "#/$defs/allowance/anyOf/0/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
            if (vErrors === null) {
              vErrors = [err160];
            } else {
              vErrors.push(err160);
            }
            errors++;
          }
          if (typeof data52 == "number" && isFinite(data52)) {
            if (data52 > 4294967295 || isNaN(data52)) {
              const err161 = { instancePath: instancePath + "/safety/maxShrinks", schemaPath: "#/$defs/allowance/anyOf/0/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4294967295 }, message: "must be <= 4294967295" };
              if (vErrors === null) {
                vErrors = [err161];
              } else {
                vErrors.push(err161);
              }
              errors++;
            }
            if (data52 < 0 || isNaN(data52)) {
              const err162 = { instancePath: instancePath + "/safety/maxShrinks", schemaPath: "#/$defs/allowance/anyOf/0/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" };
              if (vErrors === null) {
                vErrors = [err162];
              } else {
                vErrors.push(err162);
              }
              errors++;
            }
          }
          var _valid3 = _errs155 === errors;
          valid49 = valid49 || _valid3;
          const _errs157 = errors;
          if (typeof data52 === "string") {
            if (!pattern38.test(data52)) {
              const err163 = { instancePath: instancePath + "/safety/maxShrinks", schemaPath: "#/$defs/allowance/anyOf/1/pattern", keyword: "pattern", params: { pattern: "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$" }, message: 'must match pattern "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$"' };
              if (vErrors === null) {
                vErrors = [err163];
              } else {
                vErrors.push(err163);
              }
              errors++;
            }
          } else {
            const err164 = { instancePath: instancePath + "/safety/maxShrinks", schemaPath: "#/$defs/allowance/anyOf/1/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err164];
            } else {
              vErrors.push(err164);
            }
            errors++;
          }
          var _valid3 = _errs157 === errors;
          valid49 = valid49 || _valid3;
          if (!valid49) {
            const err165 = { instancePath: instancePath + "/safety/maxShrinks", schemaPath: "#/$defs/allowance/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err165];
            } else {
              vErrors.push(err165);
            }
            errors++;
          } else {
            errors = _errs154;
            if (vErrors !== null) {
              if (_errs154) {
                vErrors.length = _errs154;
              } else {
                vErrors = null;
              }
            }
          }
        }
        if (data49.maxDeletesPerDay !== void 0) {
          let data53 = data49.maxDeletesPerDay;
          const _errs161 = errors;
          let valid51 = false;
          const _errs162 = errors;
          if (!(typeof data53 == "number" && (!(data53 % 1) && !isNaN(data53)) && isFinite(data53))) {
            const err166 = { instancePath: instancePath + "/safety/maxDeletesPerDay", schemaPath: "#/$defs/allowance/anyOf/0/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
            if (vErrors === null) {
              vErrors = [err166];
            } else {
              vErrors.push(err166);
            }
            errors++;
          }
          if (typeof data53 == "number" && isFinite(data53)) {
            if (data53 > 4294967295 || isNaN(data53)) {
              const err167 = { instancePath: instancePath + "/safety/maxDeletesPerDay", schemaPath: "#/$defs/allowance/anyOf/0/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4294967295 }, message: "must be <= 4294967295" };
              if (vErrors === null) {
                vErrors = [err167];
              } else {
                vErrors.push(err167);
              }
              errors++;
            }
            if (data53 < 0 || isNaN(data53)) {
              const err168 = { instancePath: instancePath + "/safety/maxDeletesPerDay", schemaPath: "#/$defs/allowance/anyOf/0/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" };
              if (vErrors === null) {
                vErrors = [err168];
              } else {
                vErrors.push(err168);
              }
              errors++;
            }
          }
          var _valid4 = _errs162 === errors;
          valid51 = valid51 || _valid4;
          const _errs164 = errors;
          if (typeof data53 === "string") {
            if (!pattern38.test(data53)) {
              const err169 = { instancePath: instancePath + "/safety/maxDeletesPerDay", schemaPath: "#/$defs/allowance/anyOf/1/pattern", keyword: "pattern", params: { pattern: "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$" }, message: 'must match pattern "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$"' };
              if (vErrors === null) {
                vErrors = [err169];
              } else {
                vErrors.push(err169);
              }
              errors++;
            }
          } else {
            const err170 = { instancePath: instancePath + "/safety/maxDeletesPerDay", schemaPath: "#/$defs/allowance/anyOf/1/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err170];
            } else {
              vErrors.push(err170);
            }
            errors++;
          }
          var _valid4 = _errs164 === errors;
          valid51 = valid51 || _valid4;
          if (!valid51) {
            const err171 = { instancePath: instancePath + "/safety/maxDeletesPerDay", schemaPath: "#/$defs/allowance/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err171];
            } else {
              vErrors.push(err171);
            }
            errors++;
          } else {
            errors = _errs161;
            if (vErrors !== null) {
              if (_errs161) {
                vErrors.length = _errs161;
              } else {
                vErrors = null;
              }
            }
          }
        }
        if (data49.maxSuspendsPerDay !== void 0) {
          let data54 = data49.maxSuspendsPerDay;
          const _errs168 = errors;
          let valid53 = false;
          const _errs169 = errors;
          if (!(typeof data54 == "number" && (!(data54 % 1) && !isNaN(data54)) && isFinite(data54))) {
            const err172 = { instancePath: instancePath + "/safety/maxSuspendsPerDay", schemaPath: "#/$defs/allowance/anyOf/0/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
            if (vErrors === null) {
              vErrors = [err172];
            } else {
              vErrors.push(err172);
            }
            errors++;
          }
          if (typeof data54 == "number" && isFinite(data54)) {
            if (data54 > 4294967295 || isNaN(data54)) {
              const err173 = { instancePath: instancePath + "/safety/maxSuspendsPerDay", schemaPath: "#/$defs/allowance/anyOf/0/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4294967295 }, message: "must be <= 4294967295" };
              if (vErrors === null) {
                vErrors = [err173];
              } else {
                vErrors.push(err173);
              }
              errors++;
            }
            if (data54 < 0 || isNaN(data54)) {
              const err174 = { instancePath: instancePath + "/safety/maxSuspendsPerDay", schemaPath: "#/$defs/allowance/anyOf/0/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" };
              if (vErrors === null) {
                vErrors = [err174];
              } else {
                vErrors.push(err174);
              }
              errors++;
            }
          }
          var _valid5 = _errs169 === errors;
          valid53 = valid53 || _valid5;
          const _errs171 = errors;
          if (typeof data54 === "string") {
            if (!pattern38.test(data54)) {
              const err175 = { instancePath: instancePath + "/safety/maxSuspendsPerDay", schemaPath: "#/$defs/allowance/anyOf/1/pattern", keyword: "pattern", params: { pattern: "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$" }, message: 'must match pattern "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$"' };
              if (vErrors === null) {
                vErrors = [err175];
              } else {
                vErrors.push(err175);
              }
              errors++;
            }
          } else {
            const err176 = { instancePath: instancePath + "/safety/maxSuspendsPerDay", schemaPath: "#/$defs/allowance/anyOf/1/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err176];
            } else {
              vErrors.push(err176);
            }
            errors++;
          }
          var _valid5 = _errs171 === errors;
          valid53 = valid53 || _valid5;
          if (!valid53) {
            const err177 = { instancePath: instancePath + "/safety/maxSuspendsPerDay", schemaPath: "#/$defs/allowance/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err177];
            } else {
              vErrors.push(err177);
            }
            errors++;
          } else {
            errors = _errs168;
            if (vErrors !== null) {
              if (_errs168) {
                vErrors.length = _errs168;
              } else {
                vErrors = null;
              }
            }
          }
        }
        if (data49.maxShrinksPerDay !== void 0) {
          let data55 = data49.maxShrinksPerDay;
          const _errs175 = errors;
          let valid55 = false;
          const _errs176 = errors;
          if (!(typeof data55 == "number" && (!(data55 % 1) && !isNaN(data55)) && isFinite(data55))) {
            const err178 = { instancePath: instancePath + "/safety/maxShrinksPerDay", schemaPath: "#/$defs/allowance/anyOf/0/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
            if (vErrors === null) {
              vErrors = [err178];
            } else {
              vErrors.push(err178);
            }
            errors++;
          }
          if (typeof data55 == "number" && isFinite(data55)) {
            if (data55 > 4294967295 || isNaN(data55)) {
              const err179 = { instancePath: instancePath + "/safety/maxShrinksPerDay", schemaPath: "#/$defs/allowance/anyOf/0/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4294967295 }, message: "must be <= 4294967295" };
              if (vErrors === null) {
                vErrors = [err179];
              } else {
                vErrors.push(err179);
              }
              errors++;
            }
            if (data55 < 0 || isNaN(data55)) {
              const err180 = { instancePath: instancePath + "/safety/maxShrinksPerDay", schemaPath: "#/$defs/allowance/anyOf/0/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" };
              if (vErrors === null) {
                vErrors = [err180];
              } else {
                vErrors.push(err180);
              }
              errors++;
            }
          }
          var _valid6 = _errs176 === errors;
          valid55 = valid55 || _valid6;
          const _errs178 = errors;
          if (typeof data55 === "string") {
            if (!pattern38.test(data55)) {
              const err181 = { instancePath: instancePath + "/safety/maxShrinksPerDay", schemaPath: "#/$defs/allowance/anyOf/1/pattern", keyword: "pattern", params: { pattern: "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$" }, message: 'must match pattern "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$"' };
              if (vErrors === null) {
                vErrors = [err181];
              } else {
                vErrors.push(err181);
              }
              errors++;
            }
          } else {
            const err182 = { instancePath: instancePath + "/safety/maxShrinksPerDay", schemaPath: "#/$defs/allowance/anyOf/1/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err182];
            } else {
              vErrors.push(err182);
            }
            errors++;
          }
          var _valid6 = _errs178 === errors;
          valid55 = valid55 || _valid6;
          if (!valid55) {
            const err183 = { instancePath: instancePath + "/safety/maxShrinksPerDay", schemaPath: "#/$defs/allowance/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err183];
            } else {
              vErrors.push(err183);
            }
            errors++;
          } else {
            errors = _errs175;
            if (vErrors !== null) {
              if (_errs175) {
                vErrors.length = _errs175;
              } else {
                vErrors = null;
              }
            }
          }
        }
      } else {
        const err184 = { instancePath: instancePath + "/safety", schemaPath: "#/properties/safety/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err184];
        } else {
          vErrors.push(err184);
        }
        errors++;
      }
    }
    if (data.mode !== void 0) {
      let data56 = data.mode;
      if (!(data56 === "enforce" || data56 === "report")) {
        const err185 = { instancePath: instancePath + "/mode", schemaPath: "#/properties/mode/enum", keyword: "enum", params: { allowedValues: schema31.properties.mode.enum }, message: "must be equal to one of the allowed values" };
        if (vErrors === null) {
          vErrors = [err185];
        } else {
          vErrors.push(err185);
        }
        errors++;
      }
    }
    if (data.reconcile !== void 0) {
      let data57 = data.reconcile;
      if (data57 && typeof data57 == "object" && !Array.isArray(data57)) {
        for (const key12 in data57) {
          if (!(key12 === "interval" || key12 === "concurrency" || key12 === "requestsPerSecond")) {
            const err186 = { instancePath: instancePath + "/reconcile", schemaPath: "#/properties/reconcile/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key12 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err186];
            } else {
              vErrors.push(err186);
            }
            errors++;
          }
        }
        if (data57.interval !== void 0) {
          let data58 = data57.interval;
          if (typeof data58 === "string") {
            if (!pattern9.test(data58)) {
              const err187 = { instancePath: instancePath + "/reconcile/interval", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,8})[smhd]$" }, message: 'must match pattern "^(?:0|[1-9][0-9]{0,8})[smhd]$"' };
              if (vErrors === null) {
                vErrors = [err187];
              } else {
                vErrors.push(err187);
              }
              errors++;
            }
          } else {
            const err188 = { instancePath: instancePath + "/reconcile/interval", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err188];
            } else {
              vErrors.push(err188);
            }
            errors++;
          }
        }
        if (data57.concurrency !== void 0) {
          let data59 = data57.concurrency;
          if (!(typeof data59 == "number" && (!(data59 % 1) && !isNaN(data59)) && isFinite(data59))) {
            const err189 = { instancePath: instancePath + "/reconcile/concurrency", schemaPath: "#/properties/reconcile/properties/concurrency/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
            if (vErrors === null) {
              vErrors = [err189];
            } else {
              vErrors.push(err189);
            }
            errors++;
          }
          if (typeof data59 == "number" && isFinite(data59)) {
            if (data59 > 256 || isNaN(data59)) {
              const err190 = { instancePath: instancePath + "/reconcile/concurrency", schemaPath: "#/properties/reconcile/properties/concurrency/maximum", keyword: "maximum", params: { comparison: "<=", limit: 256 }, message: "must be <= 256" };
              if (vErrors === null) {
                vErrors = [err190];
              } else {
                vErrors.push(err190);
              }
              errors++;
            }
            if (data59 < 1 || isNaN(data59)) {
              const err191 = { instancePath: instancePath + "/reconcile/concurrency", schemaPath: "#/properties/reconcile/properties/concurrency/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
              if (vErrors === null) {
                vErrors = [err191];
              } else {
                vErrors.push(err191);
              }
              errors++;
            }
          }
        }
        if (data57.requestsPerSecond !== void 0) {
          let data60 = data57.requestsPerSecond;
          if (!(typeof data60 == "number" && (!(data60 % 1) && !isNaN(data60)) && isFinite(data60))) {
            const err192 = { instancePath: instancePath + "/reconcile/requestsPerSecond", schemaPath: "#/properties/reconcile/properties/requestsPerSecond/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
            if (vErrors === null) {
              vErrors = [err192];
            } else {
              vErrors.push(err192);
            }
            errors++;
          }
          if (typeof data60 == "number" && isFinite(data60)) {
            if (data60 > 1e4 || isNaN(data60)) {
              const err193 = { instancePath: instancePath + "/reconcile/requestsPerSecond", schemaPath: "#/properties/reconcile/properties/requestsPerSecond/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e4 }, message: "must be <= 10000" };
              if (vErrors === null) {
                vErrors = [err193];
              } else {
                vErrors.push(err193);
              }
              errors++;
            }
            if (data60 < 1 || isNaN(data60)) {
              const err194 = { instancePath: instancePath + "/reconcile/requestsPerSecond", schemaPath: "#/properties/reconcile/properties/requestsPerSecond/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
              if (vErrors === null) {
                vErrors = [err194];
              } else {
                vErrors.push(err194);
              }
              errors++;
            }
          }
        }
      } else {
        const err195 = { instancePath: instancePath + "/reconcile", schemaPath: "#/properties/reconcile/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err195];
        } else {
          vErrors.push(err195);
        }
        errors++;
      }
    }
    if (data.directory !== void 0) {
      let data61 = data.directory;
      if (data61 && typeof data61 == "object" && !Array.isArray(data61)) {
        if (data61.url === void 0) {
          const err196 = { instancePath: instancePath + "/directory", schemaPath: "#/properties/directory/required", keyword: "required", params: { missingProperty: "url" }, message: "must have required property 'url'" };
          if (vErrors === null) {
            vErrors = [err196];
          } else {
            vErrors.push(err196);
          }
          errors++;
        }
        if (data61.bindDn === void 0) {
          const err197 = { instancePath: instancePath + "/directory", schemaPath: "#/properties/directory/required", keyword: "required", params: { missingProperty: "bindDn" }, message: "must have required property 'bindDn'" };
          if (vErrors === null) {
            vErrors = [err197];
          } else {
            vErrors.push(err197);
          }
          errors++;
        }
        if (data61.password === void 0) {
          const err198 = { instancePath: instancePath + "/directory", schemaPath: "#/properties/directory/required", keyword: "required", params: { missingProperty: "password" }, message: "must have required property 'password'" };
          if (vErrors === null) {
            vErrors = [err198];
          } else {
            vErrors.push(err198);
          }
          errors++;
        }
        if (data61.ou === void 0) {
          const err199 = { instancePath: instancePath + "/directory", schemaPath: "#/properties/directory/required", keyword: "required", params: { missingProperty: "ou" }, message: "must have required property 'ou'" };
          if (vErrors === null) {
            vErrors = [err199];
          } else {
            vErrors.push(err199);
          }
          errors++;
        }
        if (data61.upnSuffix === void 0) {
          const err200 = { instancePath: instancePath + "/directory", schemaPath: "#/properties/directory/required", keyword: "required", params: { missingProperty: "upnSuffix" }, message: "must have required property 'upnSuffix'" };
          if (vErrors === null) {
            vErrors = [err200];
          } else {
            vErrors.push(err200);
          }
          errors++;
        }
        for (const key13 in data61) {
          if (!(key13 === "url" || key13 === "caFile" || key13 === "bindDn" || key13 === "password" || key13 === "ou" || key13 === "upnSuffix")) {
            const err201 = { instancePath: instancePath + "/directory", schemaPath: "#/properties/directory/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key13 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err201];
            } else {
              vErrors.push(err201);
            }
            errors++;
          }
        }
        if (data61.url !== void 0) {
          let data62 = data61.url;
          if (typeof data62 === "string") {
            if (func2(data62) > 2e3) {
              const err202 = { instancePath: instancePath + "/directory/url", schemaPath: "#/$defs/ldapsUrl/maxLength", keyword: "maxLength", params: { limit: 2e3 }, message: "must NOT have more than 2000 characters" };
              if (vErrors === null) {
                vErrors = [err202];
              } else {
                vErrors.push(err202);
              }
              errors++;
            }
            if (!pattern45.test(data62)) {
              const err203 = { instancePath: instancePath + "/directory/url", schemaPath: "#/$defs/ldapsUrl/pattern", keyword: "pattern", params: { pattern: "^ldaps://[^\\s/?#@\\\\]+/?$" }, message: 'must match pattern "^ldaps://[^\\s/?#@\\\\]+/?$"' };
              if (vErrors === null) {
                vErrors = [err203];
              } else {
                vErrors.push(err203);
              }
              errors++;
            }
          } else {
            const err204 = { instancePath: instancePath + "/directory/url", schemaPath: "#/$defs/ldapsUrl/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err204];
            } else {
              vErrors.push(err204);
            }
            errors++;
          }
        }
        if (data61.caFile !== void 0) {
          let data63 = data61.caFile;
          if (typeof data63 === "string") {
            if (func2(data63) > 4e3) {
              const err205 = { instancePath: instancePath + "/directory/caFile", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
              if (vErrors === null) {
                vErrors = [err205];
              } else {
                vErrors.push(err205);
              }
              errors++;
            }
            if (func2(data63) < 1) {
              const err206 = { instancePath: instancePath + "/directory/caFile", schemaPath: "#/$defs/path/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
              if (vErrors === null) {
                vErrors = [err206];
              } else {
                vErrors.push(err206);
              }
              errors++;
            }
            if (!pattern5.test(data63)) {
              const err207 = { instancePath: instancePath + "/directory/caFile", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
              if (vErrors === null) {
                vErrors = [err207];
              } else {
                vErrors.push(err207);
              }
              errors++;
            }
          } else {
            const err208 = { instancePath: instancePath + "/directory/caFile", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err208];
            } else {
              vErrors.push(err208);
            }
            errors++;
          }
        }
        if (data61.bindDn !== void 0) {
          let data64 = data61.bindDn;
          if (typeof data64 === "string") {
            if (func2(data64) > 1e3) {
              const err209 = { instancePath: instancePath + "/directory/bindDn", schemaPath: "#/$defs/distinguishedName/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" };
              if (vErrors === null) {
                vErrors = [err209];
              } else {
                vErrors.push(err209);
              }
              errors++;
            }
            if (!pattern47.test(data64)) {
              const err210 = { instancePath: instancePath + "/directory/bindDn", schemaPath: "#/$defs/distinguishedName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z][A-Za-z0-9.-]*=[^\\u0000-\\u001f]+$" }, message: 'must match pattern "^[A-Za-z][A-Za-z0-9.-]*=[^\\u0000-\\u001f]+$"' };
              if (vErrors === null) {
                vErrors = [err210];
              } else {
                vErrors.push(err210);
              }
              errors++;
            }
          } else {
            const err211 = { instancePath: instancePath + "/directory/bindDn", schemaPath: "#/$defs/distinguishedName/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err211];
            } else {
              vErrors.push(err211);
            }
            errors++;
          }
        }
        if (data61.password !== void 0) {
          if (!validate21(data61.password, { instancePath: instancePath + "/directory/password", parentData: data61, parentDataProperty: "password", rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
            errors = vErrors.length;
          }
        }
        if (data61.ou !== void 0) {
          let data66 = data61.ou;
          if (typeof data66 === "string") {
            if (func2(data66) > 1e3) {
              const err212 = { instancePath: instancePath + "/directory/ou", schemaPath: "#/$defs/distinguishedName/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" };
              if (vErrors === null) {
                vErrors = [err212];
              } else {
                vErrors.push(err212);
              }
              errors++;
            }
            if (!pattern47.test(data66)) {
              const err213 = { instancePath: instancePath + "/directory/ou", schemaPath: "#/$defs/distinguishedName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z][A-Za-z0-9.-]*=[^\\u0000-\\u001f]+$" }, message: 'must match pattern "^[A-Za-z][A-Za-z0-9.-]*=[^\\u0000-\\u001f]+$"' };
              if (vErrors === null) {
                vErrors = [err213];
              } else {
                vErrors.push(err213);
              }
              errors++;
            }
          } else {
            const err214 = { instancePath: instancePath + "/directory/ou", schemaPath: "#/$defs/distinguishedName/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err214];
            } else {
              vErrors.push(err214);
            }
            errors++;
          }
        }
        if (data61.upnSuffix !== void 0) {
          let data67 = data61.upnSuffix;
          if (typeof data67 === "string") {
            if (func2(data67) > 253) {
              const err215 = { instancePath: instancePath + "/directory/upnSuffix", schemaPath: "#/$defs/domainName/maxLength", keyword: "maxLength", params: { limit: 253 }, message: "must NOT have more than 253 characters" };
              if (vErrors === null) {
                vErrors = [err215];
              } else {
                vErrors.push(err215);
              }
              errors++;
            }
            if (!pattern49.test(data67)) {
              const err216 = { instancePath: instancePath + "/directory/upnSuffix", schemaPath: "#/$defs/domainName/pattern", keyword: "pattern", params: { pattern: "^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$" }, message: 'must match pattern "^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$"' };
              if (vErrors === null) {
                vErrors = [err216];
              } else {
                vErrors.push(err216);
              }
              errors++;
            }
          } else {
            const err217 = { instancePath: instancePath + "/directory/upnSuffix", schemaPath: "#/$defs/domainName/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err217];
            } else {
              vErrors.push(err217);
            }
            errors++;
          }
        }
      } else {
        const err218 = { instancePath: instancePath + "/directory", schemaPath: "#/properties/directory/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err218];
        } else {
          vErrors.push(err218);
        }
        errors++;
      }
    }
    if (data.mail !== void 0) {
      let data68 = data.mail;
      if (data68 && typeof data68 == "object" && !Array.isArray(data68)) {
        if (data68.smtp === void 0) {
          const err219 = { instancePath: instancePath + "/mail", schemaPath: "#/properties/mail/required", keyword: "required", params: { missingProperty: "smtp" }, message: "must have required property 'smtp'" };
          if (vErrors === null) {
            vErrors = [err219];
          } else {
            vErrors.push(err219);
          }
          errors++;
        }
        if (data68.from === void 0) {
          const err220 = { instancePath: instancePath + "/mail", schemaPath: "#/properties/mail/required", keyword: "required", params: { missingProperty: "from" }, message: "must have required property 'from'" };
          if (vErrors === null) {
            vErrors = [err220];
          } else {
            vErrors.push(err220);
          }
          errors++;
        }
        for (const key14 in data68) {
          if (!(key14 === "smtp" || key14 === "from" || key14 === "templates" || key14 === "language")) {
            const err221 = { instancePath: instancePath + "/mail", schemaPath: "#/properties/mail/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key14 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err221];
            } else {
              vErrors.push(err221);
            }
            errors++;
          }
        }
        if (data68.smtp !== void 0) {
          let data69 = data68.smtp;
          if (data69 && typeof data69 == "object" && !Array.isArray(data69)) {
            if (data69.url === void 0) {
              const err222 = { instancePath: instancePath + "/mail/smtp", schemaPath: "#/properties/mail/properties/smtp/required", keyword: "required", params: { missingProperty: "url" }, message: "must have required property 'url'" };
              if (vErrors === null) {
                vErrors = [err222];
              } else {
                vErrors.push(err222);
              }
              errors++;
            }
            for (const key15 in data69) {
              if (!(key15 === "url" || key15 === "username" || key15 === "password" || key15 === "startTls" || key15 === "caFile")) {
                const err223 = { instancePath: instancePath + "/mail/smtp", schemaPath: "#/properties/mail/properties/smtp/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key15 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err223];
                } else {
                  vErrors.push(err223);
                }
                errors++;
              }
            }
            if (data69.url !== void 0) {
              let data70 = data69.url;
              if (typeof data70 === "string") {
                if (func2(data70) > 2e3) {
                  const err224 = { instancePath: instancePath + "/mail/smtp/url", schemaPath: "#/$defs/smtpUrl/maxLength", keyword: "maxLength", params: { limit: 2e3 }, message: "must NOT have more than 2000 characters" };
                  if (vErrors === null) {
                    vErrors = [err224];
                  } else {
                    vErrors.push(err224);
                  }
                  errors++;
                }
                if (!pattern50.test(data70)) {
                  const err225 = { instancePath: instancePath + "/mail/smtp/url", schemaPath: "#/$defs/smtpUrl/pattern", keyword: "pattern", params: { pattern: "^smtps?://[^\\s/?#@\\\\]+/?$" }, message: 'must match pattern "^smtps?://[^\\s/?#@\\\\]+/?$"' };
                  if (vErrors === null) {
                    vErrors = [err225];
                  } else {
                    vErrors.push(err225);
                  }
                  errors++;
                }
              } else {
                const err226 = { instancePath: instancePath + "/mail/smtp/url", schemaPath: "#/$defs/smtpUrl/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err226];
                } else {
                  vErrors.push(err226);
                }
                errors++;
              }
            }
            if (data69.username !== void 0) {
              let data71 = data69.username;
              if (typeof data71 === "string") {
                if (func2(data71) > 1e3) {
                  const err227 = { instancePath: instancePath + "/mail/smtp/username", schemaPath: "#/$defs/text/maxLength", keyword: "maxLength", params: { limit: 1e3 }, message: "must NOT have more than 1000 characters" };
                  if (vErrors === null) {
                    vErrors = [err227];
                  } else {
                    vErrors.push(err227);
                  }
                  errors++;
                }
                if (func2(data71) < 1) {
                  const err228 = { instancePath: instancePath + "/mail/smtp/username", schemaPath: "#/$defs/text/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err228];
                  } else {
                    vErrors.push(err228);
                  }
                  errors++;
                }
                if (!pattern5.test(data71)) {
                  const err229 = { instancePath: instancePath + "/mail/smtp/username", schemaPath: "#/$defs/text/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err229];
                  } else {
                    vErrors.push(err229);
                  }
                  errors++;
                }
              } else {
                const err230 = { instancePath: instancePath + "/mail/smtp/username", schemaPath: "#/$defs/text/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err230];
                } else {
                  vErrors.push(err230);
                }
                errors++;
              }
            }
            if (data69.password !== void 0) {
              if (!validate21(data69.password, { instancePath: instancePath + "/mail/smtp/password", parentData: data69, parentDataProperty: "password", rootData, dynamicAnchors })) {
                vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
                errors = vErrors.length;
              }
            }
            if (data69.startTls !== void 0) {
              let data73 = data69.startTls;
              if (!(data73 === "required" || data73 === "optional" || data73 === "never")) {
                const err231 = { instancePath: instancePath + "/mail/smtp/startTls", schemaPath: "#/properties/mail/properties/smtp/properties/startTls/enum", keyword: "enum", params: { allowedValues: schema31.properties.mail.properties.smtp.properties.startTls.enum }, message: "must be equal to one of the allowed values" };
                if (vErrors === null) {
                  vErrors = [err231];
                } else {
                  vErrors.push(err231);
                }
                errors++;
              }
            }
            if (data69.caFile !== void 0) {
              let data74 = data69.caFile;
              if (typeof data74 === "string") {
                if (func2(data74) > 4e3) {
                  const err232 = { instancePath: instancePath + "/mail/smtp/caFile", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
                  if (vErrors === null) {
                    vErrors = [err232];
                  } else {
                    vErrors.push(err232);
                  }
                  errors++;
                }
                if (func2(data74) < 1) {
                  const err233 = { instancePath: instancePath + "/mail/smtp/caFile", schemaPath: "#/$defs/path/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err233];
                  } else {
                    vErrors.push(err233);
                  }
                  errors++;
                }
                if (!pattern5.test(data74)) {
                  const err234 = { instancePath: instancePath + "/mail/smtp/caFile", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err234];
                  } else {
                    vErrors.push(err234);
                  }
                  errors++;
                }
              } else {
                const err235 = { instancePath: instancePath + "/mail/smtp/caFile", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err235];
                } else {
                  vErrors.push(err235);
                }
                errors++;
              }
            }
          } else {
            const err236 = { instancePath: instancePath + "/mail/smtp", schemaPath: "#/properties/mail/properties/smtp/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err236];
            } else {
              vErrors.push(err236);
            }
            errors++;
          }
        }
        if (data68.from !== void 0) {
          let data75 = data68.from;
          if (typeof data75 === "string") {
            if (func2(data75) > 400) {
              const err237 = { instancePath: instancePath + "/mail/from", schemaPath: "#/$defs/sender/maxLength", keyword: "maxLength", params: { limit: 400 }, message: "must NOT have more than 400 characters" };
              if (vErrors === null) {
                vErrors = [err237];
              } else {
                vErrors.push(err237);
              }
              errors++;
            }
            if (!pattern53.test(data75)) {
              const err238 = { instancePath: instancePath + "/mail/from", schemaPath: "#/$defs/sender/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*@[^\\u0000-\\u001f\\u007f-\\u009f@]+$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*@[^\\u0000-\\u001f\\u007f-\\u009f@]+$"' };
              if (vErrors === null) {
                vErrors = [err238];
              } else {
                vErrors.push(err238);
              }
              errors++;
            }
          } else {
            const err239 = { instancePath: instancePath + "/mail/from", schemaPath: "#/$defs/sender/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err239];
            } else {
              vErrors.push(err239);
            }
            errors++;
          }
        }
        if (data68.templates !== void 0) {
          let data76 = data68.templates;
          if (typeof data76 === "string") {
            if (func2(data76) > 4e3) {
              const err240 = { instancePath: instancePath + "/mail/templates", schemaPath: "#/$defs/path/maxLength", keyword: "maxLength", params: { limit: 4e3 }, message: "must NOT have more than 4000 characters" };
              if (vErrors === null) {
                vErrors = [err240];
              } else {
                vErrors.push(err240);
              }
              errors++;
            }
            if (func2(data76) < 1) {
              const err241 = { instancePath: instancePath + "/mail/templates", schemaPath: "#/$defs/path/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
              if (vErrors === null) {
                vErrors = [err241];
              } else {
                vErrors.push(err241);
              }
              errors++;
            }
            if (!pattern5.test(data76)) {
              const err242 = { instancePath: instancePath + "/mail/templates", schemaPath: "#/$defs/path/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
              if (vErrors === null) {
                vErrors = [err242];
              } else {
                vErrors.push(err242);
              }
              errors++;
            }
          } else {
            const err243 = { instancePath: instancePath + "/mail/templates", schemaPath: "#/$defs/path/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err243];
            } else {
              vErrors.push(err243);
            }
            errors++;
          }
        }
        if (data68.language !== void 0) {
          let data77 = data68.language;
          if (typeof data77 === "string") {
            if (func2(data77) > 35) {
              const err244 = { instancePath: instancePath + "/mail/language", schemaPath: "#/$defs/languageTag/maxLength", keyword: "maxLength", params: { limit: 35 }, message: "must NOT have more than 35 characters" };
              if (vErrors === null) {
                vErrors = [err244];
              } else {
                vErrors.push(err244);
              }
              errors++;
            }
            if (!pattern55.test(data77)) {
              const err245 = { instancePath: instancePath + "/mail/language", schemaPath: "#/$defs/languageTag/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$" }, message: 'must match pattern "^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$"' };
              if (vErrors === null) {
                vErrors = [err245];
              } else {
                vErrors.push(err245);
              }
              errors++;
            }
          } else {
            const err246 = { instancePath: instancePath + "/mail/language", schemaPath: "#/$defs/languageTag/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err246];
            } else {
              vErrors.push(err246);
            }
            errors++;
          }
        }
      } else {
        const err247 = { instancePath: instancePath + "/mail", schemaPath: "#/properties/mail/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err247];
        } else {
          vErrors.push(err247);
        }
        errors++;
      }
    }
    if (data.state !== void 0) {
      let data78 = data.state;
      if (data78 && typeof data78 == "object" && !Array.isArray(data78)) {
        if (data78.url === void 0) {
          const err248 = { instancePath: instancePath + "/state", schemaPath: "#/properties/state/required", keyword: "required", params: { missingProperty: "url" }, message: "must have required property 'url'" };
          if (vErrors === null) {
            vErrors = [err248];
          } else {
            vErrors.push(err248);
          }
          errors++;
        }
        for (const key16 in data78) {
          if (!(key16 === "url" || key16 === "password")) {
            const err249 = { instancePath: instancePath + "/state", schemaPath: "#/properties/state/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key16 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err249];
            } else {
              vErrors.push(err249);
            }
            errors++;
          }
        }
        if (data78.url !== void 0) {
          let data79 = data78.url;
          if (typeof data79 === "string") {
            if (func2(data79) > 2e3) {
              const err250 = { instancePath: instancePath + "/state/url", schemaPath: "#/$defs/stateUrl/maxLength", keyword: "maxLength", params: { limit: 2e3 }, message: "must NOT have more than 2000 characters" };
              if (vErrors === null) {
                vErrors = [err250];
              } else {
                vErrors.push(err250);
              }
              errors++;
            }
            if (!pattern56.test(data79)) {
              const err251 = { instancePath: instancePath + "/state/url", schemaPath: "#/$defs/stateUrl/pattern", keyword: "pattern", params: { pattern: "^(?:sqlite:\\S|postgres(?:ql)?://\\S)[^\\u0000-\\u001f]*$" }, message: 'must match pattern "^(?:sqlite:\\S|postgres(?:ql)?://\\S)[^\\u0000-\\u001f]*$"' };
              if (vErrors === null) {
                vErrors = [err251];
              } else {
                vErrors.push(err251);
              }
              errors++;
            }
          } else {
            const err252 = { instancePath: instancePath + "/state/url", schemaPath: "#/$defs/stateUrl/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err252];
            } else {
              vErrors.push(err252);
            }
            errors++;
          }
        }
        if (data78.password !== void 0) {
          if (!validate21(data78.password, { instancePath: instancePath + "/state/password", parentData: data78, parentDataProperty: "password", rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err253 = { instancePath: instancePath + "/state", schemaPath: "#/properties/state/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err253];
        } else {
          vErrors.push(err253);
        }
        errors++;
      }
    }
    if (data.server !== void 0) {
      let data81 = data.server;
      if (data81 && typeof data81 == "object" && !Array.isArray(data81)) {
        for (const key17 in data81) {
          if (!(key17 === "listen" || key17 === "token" || key17 === "webhookSecret")) {
            const err254 = { instancePath: instancePath + "/server", schemaPath: "#/properties/server/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key17 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err254];
            } else {
              vErrors.push(err254);
            }
            errors++;
          }
        }
        if (data81.listen !== void 0) {
          let data82 = data81.listen;
          if (typeof data82 === "string") {
            if (func2(data82) > 300) {
              const err255 = { instancePath: instancePath + "/server/listen", schemaPath: "#/$defs/listen/maxLength", keyword: "maxLength", params: { limit: 300 }, message: "must NOT have more than 300 characters" };
              if (vErrors === null) {
                vErrors = [err255];
              } else {
                vErrors.push(err255);
              }
              errors++;
            }
            if (!pattern57.test(data82)) {
              const err256 = { instancePath: instancePath + "/server/listen", schemaPath: "#/$defs/listen/pattern", keyword: "pattern", params: { pattern: "^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+):[0-9]{1,5}$" }, message: 'must match pattern "^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+):[0-9]{1,5}$"' };
              if (vErrors === null) {
                vErrors = [err256];
              } else {
                vErrors.push(err256);
              }
              errors++;
            }
          } else {
            const err257 = { instancePath: instancePath + "/server/listen", schemaPath: "#/$defs/listen/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err257];
            } else {
              vErrors.push(err257);
            }
            errors++;
          }
        }
        if (data81.token !== void 0) {
          if (!validate21(data81.token, { instancePath: instancePath + "/server/token", parentData: data81, parentDataProperty: "token", rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
            errors = vErrors.length;
          }
        }
        if (data81.webhookSecret !== void 0) {
          if (!validate21(data81.webhookSecret, { instancePath: instancePath + "/server/webhookSecret", parentData: data81, parentDataProperty: "webhookSecret", rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err258 = { instancePath: instancePath + "/server", schemaPath: "#/properties/server/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err258];
        } else {
          vErrors.push(err258);
        }
        errors++;
      }
    }
  } else {
    const err259 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err259];
    } else {
      vErrors.push(err259);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };

// <stdin>
var schemaVersion = "ac0c176378cd8174";
var schema = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "apiVersion",
    "kind",
    "installation",
    "wap",
    "hostingPlans"
  ],
  "properties": {
    "apiVersion": {
      "const": "vdc/v1",
      "default": "vdc/v1"
    },
    "kind": {
      "const": "Controller",
      "default": "Controller"
    },
    "installation": {
      "$ref": "#/$defs/uuid",
      "examples": [
        "0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11"
      ]
    },
    "specs": {
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "maxProperties": 1,
      "default": {
        "directory": "./specs"
      },
      "properties": {
        "directory": {
          "$ref": "#/$defs/path",
          "examples": [
            "./specs"
          ]
        },
        "git": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "url"
          ],
          "properties": {
            "url": {
              "$ref": "#/$defs/gitUrl",
              "examples": [
                "ssh://git@host/vdcs.git"
              ]
            },
            "branch": {
              "$ref": "#/$defs/gitBranch",
              "default": "main",
              "examples": [
                "main"
              ]
            },
            "path": {
              "$ref": "#/$defs/gitPath",
              "default": ".",
              "examples": [
                "specs"
              ]
            },
            "interval": {
              "$ref": "#/$defs/duration",
              "default": "1m",
              "examples": [
                "1m"
              ]
            },
            "username": {
              "$ref": "#/$defs/text",
              "examples": [
                "vdc"
              ]
            },
            "token": {
              "$ref": "#/$defs/secret",
              "examples": [
                {
                  "env": "GIT_TOKEN"
                }
              ]
            },
            "caFile": {
              "$ref": "#/$defs/path",
              "examples": [
                "./git-ca.pem"
              ]
            },
            "keyFile": {
              "$ref": "#/$defs/path",
              "examples": [
                "./deploy-key"
              ]
            },
            "knownHostsFile": {
              "$ref": "#/$defs/path",
              "examples": [
                "./known_hosts"
              ]
            },
            "allowedSignersFile": {
              "$ref": "#/$defs/path",
              "examples": [
                "./allowed_signers"
              ]
            }
          }
        }
      }
    },
    "wap": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "adminApi",
        "auth"
      ],
      "properties": {
        "adminApi": {
          "$ref": "#/$defs/httpsUrl",
          "examples": [
            "https://wap.corp.example:30004"
          ]
        },
        "tenantApi": {
          "$ref": "#/$defs/httpsUrl",
          "examples": [
            "https://wap.corp.example:30005"
          ]
        },
        "tenantPortal": {
          "$ref": "#/$defs/webUrl",
          "examples": [
            "https://portal.example"
          ]
        },
        "caFile": {
          "$ref": "#/$defs/path",
          "examples": [
            "./wap-ca.pem"
          ]
        },
        "auth": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "mode"
          ],
          "properties": {
            "mode": {
              "enum": [
                "windows",
                "adfs",
                "membership",
                "token"
              ]
            },
            "windowsAuthEndpoint": {
              "$ref": "#/$defs/httpsUrl",
              "examples": [
                "https://wap.corp.example:30072"
              ]
            },
            "path": {
              "$ref": "#/$defs/urlPath",
              "examples": [
                "/wstrust/issue/windowstransport"
              ]
            },
            "realm": {
              "$ref": "#/$defs/text",
              "examples": [
                "http://azureservices/AdminSite"
              ]
            },
            "principal": {
              "$ref": "#/$defs/text",
              "examples": [
                "CORP\\svc-vdc"
              ]
            },
            "domain": {
              "$ref": "#/$defs/text",
              "examples": [
                "CORP"
              ]
            },
            "username": {
              "$ref": "#/$defs/text",
              "examples": [
                "svc-vdc"
              ]
            },
            "password": {
              "$ref": "#/$defs/secret",
              "examples": [
                {
                  "env": "WAP_PASSWORD"
                }
              ]
            },
            "token": {
              "$ref": "#/$defs/tokenSource",
              "examples": [
                {
                  "file": "/run/secrets/wap-jwt"
                }
              ]
            },
            "caFile": {
              "$ref": "#/$defs/path",
              "examples": [
                "./sts-ca.pem"
              ]
            }
          }
        },
        "spf": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "url",
            "username",
            "password"
          ],
          "properties": {
            "url": {
              "$ref": "#/$defs/httpsUrl",
              "examples": [
                "https://spf.corp.example:8090"
              ]
            },
            "username": {
              "$ref": "#/$defs/text",
              "examples": [
                "CORP\\svc-spf"
              ]
            },
            "password": {
              "$ref": "#/$defs/secret",
              "examples": [
                {
                  "env": "SPF_PASSWORD"
                }
              ]
            },
            "caFile": {
              "$ref": "#/$defs/path",
              "examples": [
                "./spf-ca.pem"
              ]
            }
          }
        }
      }
    },
    "hostingPlans": {
      "type": "object",
      "minProperties": 1,
      "maxProperties": 1e3,
      "propertyNames": {
        "$ref": "#/$defs/hostingPlanKey"
      },
      "additionalProperties": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "template"
        ],
        "properties": {
          "template": {
            "$ref": "#/$defs/text",
            "examples": [
              "VDC Base"
            ]
          }
        }
      },
      "examples": [
        {
          "standard": {
            "template": "VDC Base"
          }
        }
      ]
    },
    "defaults": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "hostingPlan": {
          "$ref": "#/$defs/hostingPlanKey",
          "examples": [
            "standard"
          ]
        },
        "onSuspend": {
          "enum": [
            "none",
            "shutdown",
            "stop",
            "save",
            "pause"
          ],
          "default": "shutdown"
        },
        "onResume": {
          "enum": [
            "previous",
            "all",
            "none"
          ],
          "default": "previous"
        },
        "deletion": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "policy": {
              "enum": [
                "delete",
                "suspend",
                "retain"
              ],
              "default": "delete"
            },
            "grace": {
              "$ref": "#/$defs/duration",
              "default": "72h",
              "examples": [
                "72h"
              ]
            }
          }
        },
        "vms": {
          "$ref": "#/$defs/count",
          "default": "unlimited"
        }
      }
    },
    "shutdownTimeout": {
      "$ref": "#/$defs/duration",
      "default": "10m",
      "examples": [
        "10m"
      ]
    },
    "safety": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "maxDeletes": {
          "$ref": "#/$defs/allowance",
          "default": 3
        },
        "maxSuspends": {
          "$ref": "#/$defs/allowance",
          "default": "25%"
        },
        "maxShrinks": {
          "$ref": "#/$defs/allowance",
          "default": "25%"
        },
        "maxDeletesPerDay": {
          "$ref": "#/$defs/allowance",
          "default": 10
        },
        "maxSuspendsPerDay": {
          "$ref": "#/$defs/allowance",
          "examples": [
            "50%"
          ]
        },
        "maxShrinksPerDay": {
          "$ref": "#/$defs/allowance",
          "examples": [
            "50%"
          ]
        }
      }
    },
    "mode": {
      "enum": [
        "enforce",
        "report"
      ],
      "default": "enforce"
    },
    "reconcile": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "interval": {
          "$ref": "#/$defs/duration",
          "default": "5m",
          "examples": [
            "5m"
          ]
        },
        "concurrency": {
          "type": "integer",
          "minimum": 1,
          "maximum": 256,
          "default": 8
        },
        "requestsPerSecond": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1e4,
          "default": 50
        }
      }
    },
    "directory": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "url",
        "bindDn",
        "password",
        "ou",
        "upnSuffix"
      ],
      "properties": {
        "url": {
          "$ref": "#/$defs/ldapsUrl",
          "examples": [
            "ldaps://dc1.corp.example"
          ]
        },
        "caFile": {
          "$ref": "#/$defs/path",
          "examples": [
            "./ad-ca.pem"
          ]
        },
        "bindDn": {
          "$ref": "#/$defs/distinguishedName",
          "examples": [
            "CN=svc-vdc,OU=Service,DC=corp,DC=example"
          ]
        },
        "password": {
          "$ref": "#/$defs/secret",
          "examples": [
            {
              "env": "AD_PASSWORD"
            }
          ]
        },
        "ou": {
          "$ref": "#/$defs/distinguishedName",
          "examples": [
            "OU=Tenants,DC=corp,DC=example"
          ]
        },
        "upnSuffix": {
          "$ref": "#/$defs/domainName",
          "examples": [
            "tenants.corp.example"
          ]
        }
      }
    },
    "mail": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "smtp",
        "from"
      ],
      "properties": {
        "smtp": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "url"
          ],
          "properties": {
            "url": {
              "$ref": "#/$defs/smtpUrl",
              "examples": [
                "smtp://mail.corp.example:587"
              ]
            },
            "username": {
              "$ref": "#/$defs/text",
              "examples": [
                "vdc"
              ]
            },
            "password": {
              "$ref": "#/$defs/secret",
              "examples": [
                {
                  "env": "SMTP_PASSWORD"
                }
              ]
            },
            "startTls": {
              "enum": [
                "required",
                "optional",
                "never"
              ],
              "default": "required"
            },
            "caFile": {
              "$ref": "#/$defs/path",
              "examples": [
                "./mail-ca.pem"
              ]
            }
          }
        },
        "from": {
          "$ref": "#/$defs/sender",
          "examples": [
            "Cloud <cloud@provider.example>"
          ]
        },
        "templates": {
          "$ref": "#/$defs/path",
          "examples": [
            "./mail"
          ]
        },
        "language": {
          "$ref": "#/$defs/languageTag",
          "default": "en",
          "examples": [
            "de"
          ]
        }
      }
    },
    "state": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "url"
      ],
      "default": {
        "url": "sqlite:./vdc.db"
      },
      "properties": {
        "url": {
          "$ref": "#/$defs/stateUrl",
          "default": "sqlite:./vdc.db",
          "examples": [
            "sqlite:./vdc.db",
            "postgres://vdc@db.corp.example/vdc"
          ]
        },
        "password": {
          "$ref": "#/$defs/secret",
          "examples": [
            {
              "env": "VDC_STATE_PASSWORD"
            }
          ]
        }
      }
    },
    "server": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "listen": {
          "$ref": "#/$defs/listen",
          "default": "127.0.0.1:9090",
          "examples": [
            "127.0.0.1:9090"
          ]
        },
        "token": {
          "$ref": "#/$defs/secret",
          "examples": [
            {
              "env": "VDC_TOKEN"
            }
          ]
        },
        "webhookSecret": {
          "$ref": "#/$defs/secret",
          "examples": [
            {
              "env": "VDC_WEBHOOK_SECRET"
            }
          ]
        }
      }
    }
  },
  "$defs": {
    "uuid": {
      "type": "string",
      "pattern": "^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"
    },
    "hostingPlanKey": {
      "type": "string",
      "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"
    },
    "duration": {
      "type": "string",
      "pattern": "^(?:0|[1-9][0-9]{0,8})[smhd]$"
    },
    "count": {
      "anyOf": [
        {
          "type": "integer",
          "minimum": 1,
          "maximum": 4294967295
        },
        {
          "const": "unlimited"
        }
      ]
    },
    "allowance": {
      "anyOf": [
        {
          "type": "integer",
          "minimum": 0,
          "maximum": 4294967295
        },
        {
          "type": "string",
          "pattern": "^(?:100(?:\\.0{1,4})?|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%$"
        }
      ]
    },
    "text": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1e3,
      "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"
    },
    "path": {
      "type": "string",
      "minLength": 1,
      "maxLength": 4e3,
      "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"
    },
    "secret": {
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "maxProperties": 1,
      "properties": {
        "env": {
          "$ref": "#/$defs/environmentVariable",
          "examples": [
            "WAP_PASSWORD"
          ]
        },
        "file": {
          "$ref": "#/$defs/secretFile",
          "examples": [
            "/run/secrets/wap"
          ]
        }
      }
    },
    "environmentVariable": {
      "type": "string",
      "maxLength": 200,
      "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"
    },
    "secretFile": {
      "type": "string",
      "minLength": 1,
      "maxLength": 4e3,
      "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"
    },
    "tokenSource": {
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "maxProperties": 1,
      "properties": {
        "file": {
          "$ref": "#/$defs/secretFile",
          "examples": [
            "/run/secrets/wap-jwt"
          ]
        },
        "command": {
          "$ref": "#/$defs/command",
          "examples": [
            [
              "/usr/local/bin/wap-token"
            ]
          ]
        }
      }
    },
    "command": {
      "type": "array",
      "minItems": 1,
      "maxItems": 100,
      "items": {
        "type": "string",
        "maxLength": 4e3,
        "pattern": "^[^\\u0000]*$"
      }
    },
    "httpsUrl": {
      "type": "string",
      "maxLength": 2e3,
      "pattern": "^https://[^\\s/?#@\\\\]+(?:/[^\\s?#\\\\]*)?$"
    },
    "webUrl": {
      "type": "string",
      "maxLength": 2e3,
      "pattern": "^https?://[^\\s/?#@\\\\]+(?:[/?#]\\S*)?$"
    },
    "ldapsUrl": {
      "type": "string",
      "maxLength": 2e3,
      "pattern": "^ldaps://[^\\s/?#@\\\\]+/?$"
    },
    "smtpUrl": {
      "type": "string",
      "maxLength": 2e3,
      "pattern": "^smtps?://[^\\s/?#@\\\\]+/?$"
    },
    "stateUrl": {
      "type": "string",
      "maxLength": 2e3,
      "pattern": "^(?:sqlite:\\S|postgres(?:ql)?://\\S)[^\\u0000-\\u001f]*$"
    },
    "gitUrl": {
      "type": "string",
      "maxLength": 2e3,
      "pattern": "^[^\\s-]\\S*$"
    },
    "gitBranch": {
      "type": "string",
      "maxLength": 200,
      "pattern": "^[A-Za-z0-9_][A-Za-z0-9_./+-]*$"
    },
    "gitPath": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1e3,
      "pattern": "^[^\\u0000-\\u001f\\\\]*$"
    },
    "urlPath": {
      "type": "string",
      "maxLength": 1e3,
      "pattern": "^/[^\\s?#]*$"
    },
    "distinguishedName": {
      "type": "string",
      "maxLength": 1e3,
      "pattern": "^[A-Za-z][A-Za-z0-9.-]*=[^\\u0000-\\u001f]+$"
    },
    "domainName": {
      "type": "string",
      "maxLength": 253,
      "pattern": "^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$"
    },
    "sender": {
      "type": "string",
      "maxLength": 400,
      "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*@[^\\u0000-\\u001f\\u007f-\\u009f@]+$"
    },
    "languageTag": {
      "type": "string",
      "maxLength": 35,
      "pattern": "^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$"
    },
    "listen": {
      "type": "string",
      "maxLength": 300,
      "pattern": "^(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+):[0-9]{1,5}$"
    }
  }
};
function validate(value) {
  return ajv_code_default(value) ? [] : ajv_code_default.errors;
}
export {
  schema,
  schemaVersion,
  validate
};
