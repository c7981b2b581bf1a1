// Written by scripts/build-validators.mjs from schemas/virtual-data-center.schema.json. Do not edit.
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
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:vdc:schema:virtual-data-center:v1", "title": "VirtualDataCenter", "description": "What one Virtual Data Center should be. One YAML document each; several may stand in one file.", "type": "object", "additionalProperties": false, "required": ["apiVersion", "kind", "metadata", "spec"], "properties": { "apiVersion": { "description": "The version of this format.", "const": "vdc/v1", "default": "vdc/v1" }, "kind": { "description": "What the document describes.", "const": "VirtualDataCenter", "default": "VirtualDataCenter" }, "metadata": { "description": "What the VDC is called, and what it is filed under.", "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "description": "The VDC's identity: a DNS label, unique among all specs. A new name is a new VDC.", "$ref": "#/$defs/vdcName", "examples": ["acme-prod"] }, "labels": { "description": "Free names and values, for selecting (`--selector customer=acme`) and for showing.", "$ref": "#/$defs/labels", "examples": [{ "customer": "acme" }] } } }, "spec": { "description": "What the VDC should be.", "type": "object", "additionalProperties": false, "required": ["owner", "cpu", "ram", "disk"], "properties": { "owner": { "description": "The customer.", "type": "object", "additionalProperties": false, "required": ["email"], "properties": { "email": { "description": "Where the credentials go; without a directory also the name of the WAP user.", "$ref": "#/$defs/email", "examples": ["ops@acme.example"] }, "name": { "description": "How mails address the customer, and the display name of a new account. Default: the address.", "$ref": "#/$defs/shortText", "examples": ["Acme Operations"] } } }, "cpu": { "description": "Virtual CPUs: a whole number from 1, or `unlimited`.", "$ref": "#/$defs/count", "examples": [16, "unlimited"] }, "ram": { "description": "Memory in Mi, Gi or Ti that comes out as whole MiB, or `unlimited`.", "$ref": "#/$defs/ram", "examples": ["64Gi", "unlimited"] }, "disk": { "description": "Disk in Gi or Ti that comes out as whole GiB, or `unlimited`.", "$ref": "#/$defs/disk", "examples": ["2Ti", "unlimited"] }, "vms": { "description": "How many virtual machines: a whole number from 1, or `unlimited`. Default: `defaults.vms` of the settings.", "$ref": "#/$defs/count", "default": "unlimited", "examples": [20] }, "state": { "description": "Whether the customer may use it. A suspended VDC keeps everything it has.", "enum": ["active", "suspended"], "default": "active" }, "onSuspend": { "description": "What is done to all VMs when the VDC is suspended. Default: `defaults.onSuspend` of the settings.", "enum": ["none", "shutdown", "stop", "save", "pause"], "default": "shutdown" }, "onResume": { "description": "Which VMs are started when it is reactivated; `previous` are those that ran before. Default: `defaults.onResume` of the settings.", "enum": ["previous", "all", "none"], "default": "previous" }, "coAdmins": { "description": "Who may manage it beside the owner. A list, even an empty one, is the whole truth; without it nobody's rights are touched.", "type": "array", "maxItems": 200, "items": { "$ref": "#/$defs/email" }, "examples": [["cto@acme.example"]] }, "hostingPlan": { "description": "Which template of the settings (`hostingPlans`) it is cut from. Default: `defaults.hostingPlan` of the settings.", "$ref": "#/$defs/hostingPlanKey", "examples": ["standard"] }, "subscriptionId": { "description": "Only for a VDC that is adopted from an existing subscription; `vdc import` writes it.", "$ref": "#/$defs/uuid", "examples": ["6f0f4c1e-3b1a-4f2e-9a53-0c0f5b1e2d11"] }, "deletion": { "description": "What happens when this document disappears. Defaults: `defaults.deletion` of the settings.", "type": "object", "additionalProperties": false, "properties": { "policy": { "description": "Delete it after the grace period, only suspend it, or leave it as it is.", "enum": ["delete", "suspend", "retain"], "default": "delete" }, "grace": { "description": "How long it stays suspended before it is deleted; 0s deletes at once.", "$ref": "#/$defs/duration", "default": "72h", "examples": ["0s", "72h", "7d"] } } }, "paused": { "description": "Our attention is paused: the plan shows what differs, nothing is applied. `true`, `false`, or why, by whom and until when.", "default": false, "anyOf": [{ "type": "boolean" }, { "type": "object", "additionalProperties": false, "minProperties": 1, "properties": { "reason": { "description": "Why nothing is applied.", "$ref": "#/$defs/shortText", "examples": ["ticket 4711"] }, "by": { "description": "Who asked for it.", "$ref": "#/$defs/shortText", "examples": ["jo"] }, "until": { "description": "When it ends by itself: date, time and zone.", "$ref": "#/$defs/timestamp", "examples": ["2026-12-01T00:00Z"] } } }], "examples": [true, { "reason": "ticket 4711", "by": "jo", "until": "2026-12-01T00:00Z" }] }, "protect": { "description": "Never deleted or retired while set; remembered even when the document has gone.", "type": "boolean", "default": false } } } }, "$defs": { "vdcName": { "type": "string", "maxLength": 63, "pattern": "^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$" }, "email": { "type": "string", "maxLength": 254, "pattern": "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$" }, "shortText": { "type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, "count": { "anyOf": [{ "type": "integer", "minimum": 1, "maximum": 4294967295 }, { "const": "unlimited" }] }, "ram": { "anyOf": [{ "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{1,6})?(?:Mi|Gi|Ti)$" }, { "const": "unlimited" }] }, "disk": { "anyOf": [{ "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{1,6})?(?:Gi|Ti)$" }, { "const": "unlimited" }] }, "duration": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,8})[smhd]$" }, "timestamp": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})$" }, "hostingPlanKey": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$" }, "uuid": { "type": "string", "pattern": "^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$" }, "labels": { "type": "object", "maxProperties": 64, "propertyNames": { "$ref": "#/$defs/labelKey" }, "additionalProperties": { "$ref": "#/$defs/labelValue" } }, "labelKey": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$" }, "labelValue": { "type": "string", "maxLength": 200, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" } } };
var func1 = require_ucs2length().default;
var func3 = Object.prototype.hasOwnProperty;
var pattern4 = new RegExp("^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$", "u");
var pattern7 = new RegExp("^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", "u");
var pattern6 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f]*$", "u");
var pattern9 = new RegExp("^(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{1,6})?(?:Mi|Gi|Ti)$", "u");
var pattern10 = new RegExp("^(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{1,6})?(?:Gi|Ti)$", "u");
var pattern12 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$", "u");
var pattern13 = new RegExp("^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$", "u");
var pattern14 = new RegExp("^(?:0|[1-9][0-9]{0,8})[smhd]$", "u");
var pattern17 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})$", "u");
var pattern5 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$", "u");
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
    if (Object.keys(data).length > 64) {
      const err0 = { instancePath, schemaPath: "#/maxProperties", keyword: "maxProperties", params: { limit: 64 }, message: "must NOT have more than 64 properties" };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      const _errs1 = errors;
      if (typeof key0 === "string") {
        if (!pattern5.test(key0)) {
          const err1 = { instancePath, schemaPath: "#/$defs/labelKey/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$" }, message: 'must match pattern "^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$"', propertyName: key0 };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
      } else {
        const err2 = { instancePath, schemaPath: "#/$defs/labelKey/type", keyword: "type", params: { type: "string" }, message: "must be string", propertyName: key0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      var valid0 = _errs1 === errors;
      if (!valid0) {
        const err3 = { instancePath, schemaPath: "#/propertyNames", keyword: "propertyNames", params: { propertyName: key0 }, message: "property name must be valid" };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    for (const key1 in data) {
      let data0 = data[key1];
      if (typeof data0 === "string") {
        if (func1(data0) > 200) {
          const err4 = { instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/labelValue/maxLength", keyword: "maxLength", params: { limit: 200 }, message: "must NOT have more than 200 characters" };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
        if (!pattern6.test(data0)) {
          const err5 = { instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/labelValue/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = { instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/labelValue/type", keyword: "type", params: { type: "string" }, message: "must be string" };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
  } else {
    const err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err7];
    } else {
      vErrors.push(err7);
    }
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
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
    if (data.metadata === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" }, message: "must have required property 'metadata'" };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.spec === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "spec" }, message: "must have required property 'spec'" };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "apiVersion" || key0 === "kind" || key0 === "metadata" || key0 === "spec")) {
        const err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.apiVersion !== void 0) {
      if ("vdc/v1" !== data.apiVersion) {
        const err5 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/const", keyword: "const", params: { allowedValue: "vdc/v1" }, message: "must be equal to constant" };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.kind !== void 0) {
      if ("VirtualDataCenter" !== data.kind) {
        const err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "VirtualDataCenter" }, message: "must be equal to constant" };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data2 = data.metadata;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.name === void 0) {
          const err7 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'" };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        for (const key1 in data2) {
          if (!(key1 === "name" || key1 === "labels")) {
            const err8 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
        if (data2.name !== void 0) {
          let data3 = data2.name;
          if (typeof data3 === "string") {
            if (func1(data3) > 63) {
              const err9 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/$defs/vdcName/maxLength", keyword: "maxLength", params: { limit: 63 }, message: "must NOT have more than 63 characters" };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
            }
            if (!pattern4.test(data3)) {
              const err10 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/$defs/vdcName/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$" }, message: 'must match pattern "^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$"' };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
          } else {
            const err11 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/$defs/vdcName/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        if (data2.labels !== void 0) {
          if (!validate21(data2.labels, { instancePath: instancePath + "/metadata/labels", parentData: data2, parentDataProperty: "labels", rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err12 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.spec !== void 0) {
      let data5 = data.spec;
      if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
        if (data5.owner === void 0) {
          const err13 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "owner" }, message: "must have required property 'owner'" };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
        if (data5.cpu === void 0) {
          const err14 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "cpu" }, message: "must have required property 'cpu'" };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
        if (data5.ram === void 0) {
          const err15 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "ram" }, message: "must have required property 'ram'" };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
        if (data5.disk === void 0) {
          const err16 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/required", keyword: "required", params: { missingProperty: "disk" }, message: "must have required property 'disk'" };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
        for (const key2 in data5) {
          if (!func3.call(schema31.properties.spec.properties, key2)) {
            const err17 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
        if (data5.owner !== void 0) {
          let data6 = data5.owner;
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (data6.email === void 0) {
              const err18 = { instancePath: instancePath + "/spec/owner", schemaPath: "#/properties/spec/properties/owner/required", keyword: "required", params: { missingProperty: "email" }, message: "must have required property 'email'" };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
            for (const key3 in data6) {
              if (!(key3 === "email" || key3 === "name")) {
                const err19 = { instancePath: instancePath + "/spec/owner", schemaPath: "#/properties/spec/properties/owner/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err19];
                } else {
                  vErrors.push(err19);
                }
                errors++;
              }
            }
            if (data6.email !== void 0) {
              let data7 = data6.email;
              if (typeof data7 === "string") {
                if (func1(data7) > 254) {
                  const err20 = { instancePath: instancePath + "/spec/owner/email", schemaPath: "#/$defs/email/maxLength", keyword: "maxLength", params: { limit: 254 }, message: "must NOT have more than 254 characters" };
                  if (vErrors === null) {
                    vErrors = [err20];
                  } else {
                    vErrors.push(err20);
                  }
                  errors++;
                }
                if (!pattern7.test(data7)) {
                  const err21 = { instancePath: instancePath + "/spec/owner/email", schemaPath: "#/$defs/email/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$" }, message: "must match pattern \"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$\"" };
                  if (vErrors === null) {
                    vErrors = [err21];
                  } else {
                    vErrors.push(err21);
                  }
                  errors++;
                }
              } else {
                const err22 = { instancePath: instancePath + "/spec/owner/email", schemaPath: "#/$defs/email/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err22];
                } else {
                  vErrors.push(err22);
                }
                errors++;
              }
            }
            if (data6.name !== void 0) {
              let data8 = data6.name;
              if (typeof data8 === "string") {
                if (func1(data8) > 200) {
                  const err23 = { instancePath: instancePath + "/spec/owner/name", schemaPath: "#/$defs/shortText/maxLength", keyword: "maxLength", params: { limit: 200 }, message: "must NOT have more than 200 characters" };
                  if (vErrors === null) {
                    vErrors = [err23];
                  } else {
                    vErrors.push(err23);
                  }
                  errors++;
                }
                if (func1(data8) < 1) {
                  const err24 = { instancePath: instancePath + "/spec/owner/name", schemaPath: "#/$defs/shortText/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err24];
                  } else {
                    vErrors.push(err24);
                  }
                  errors++;
                }
                if (!pattern6.test(data8)) {
                  const err25 = { instancePath: instancePath + "/spec/owner/name", schemaPath: "#/$defs/shortText/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err25];
                  } else {
                    vErrors.push(err25);
                  }
                  errors++;
                }
              } else {
                const err26 = { instancePath: instancePath + "/spec/owner/name", schemaPath: "#/$defs/shortText/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err26];
                } else {
                  vErrors.push(err26);
                }
                errors++;
              }
            }
          } else {
            const err27 = { instancePath: instancePath + "/spec/owner", schemaPath: "#/properties/spec/properties/owner/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err27];
            } else {
              vErrors.push(err27);
            }
            errors++;
          }
        }
        if (data5.cpu !== void 0) {
          let data9 = data5.cpu;
          const _errs25 = errors;
          let valid8 = false;
          const _errs26 = errors;
          if (!(typeof data9 == "number" && (!(data9 % 1) && !isNaN(data9)) && isFinite(data9))) {
            const err28 = { instancePath: instancePath + "/spec/cpu", schemaPath: "#/$defs/count/anyOf/0/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
            if (vErrors === null) {
              vErrors = [err28];
            } else {
              vErrors.push(err28);
            }
            errors++;
          }
          if (typeof data9 == "number" && isFinite(data9)) {
            if (data9 > 4294967295 || isNaN(data9)) {
              const err29 = { instancePath: instancePath + "/spec/cpu", schemaPath: "#/$defs/count/anyOf/0/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4294967295 }, message: "must be <= 4294967295" };
              if (vErrors === null) {
                vErrors = [err29];
              } else {
                vErrors.push(err29);
              }
              errors++;
            }
            if (data9 < 1 || isNaN(data9)) {
              const err30 = { instancePath: instancePath + "/spec/cpu", schemaPath: "#/$defs/count/anyOf/0/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
              if (vErrors === null) {
                vErrors = [err30];
              } else {
                vErrors.push(err30);
              }
              errors++;
            }
          }
          var _valid0 = _errs26 === errors;
          valid8 = valid8 || _valid0;
          const _errs28 = errors;
          if ("unlimited" !== data9) {
            const err31 = { instancePath: instancePath + "/spec/cpu", schemaPath: "#/$defs/count/anyOf/1/const", keyword: "const", params: { allowedValue: "unlimited" }, message: "must be equal to constant" };
            if (vErrors === null) {
              vErrors = [err31];
            } else {
              vErrors.push(err31);
            }
            errors++;
          }
          var _valid0 = _errs28 === errors;
          valid8 = valid8 || _valid0;
          if (!valid8) {
            const err32 = { instancePath: instancePath + "/spec/cpu", schemaPath: "#/$defs/count/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err32];
            } else {
              vErrors.push(err32);
            }
            errors++;
          } else {
            errors = _errs25;
            if (vErrors !== null) {
              if (_errs25) {
                vErrors.length = _errs25;
              } else {
                vErrors = null;
              }
            }
          }
        }
        if (data5.ram !== void 0) {
          let data10 = data5.ram;
          const _errs31 = errors;
          let valid10 = false;
          const _errs32 = errors;
          if (typeof data10 === "string") {
            if (!pattern9.test(data10)) {
              const err33 = { instancePath: instancePath + "/spec/ram", schemaPath: "#/$defs/ram/anyOf/0/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{1,6})?(?:Mi|Gi|Ti)$" }, message: 'must match pattern "^(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{1,6})?(?:Mi|Gi|Ti)$"' };
              if (vErrors === null) {
                vErrors = [err33];
              } else {
                vErrors.push(err33);
              }
              errors++;
            }
          } else {
            const err34 = { instancePath: instancePath + "/spec/ram", schemaPath: "#/$defs/ram/anyOf/0/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err34];
            } else {
              vErrors.push(err34);
            }
            errors++;
          }
          var _valid1 = _errs32 === errors;
          valid10 = valid10 || _valid1;
          const _errs34 = errors;
          if ("unlimited" !== data10) {
            const err35 = { instancePath: instancePath + "/spec/ram", schemaPath: "#/$defs/ram/anyOf/1/const", keyword: "const", params: { allowedValue: "unlimited" }, message: "must be equal to constant" };
            if (vErrors === null) {
              vErrors = [err35];
            } else {
              vErrors.push(err35);
            }
            errors++;
          }
          var _valid1 = _errs34 === errors;
          valid10 = valid10 || _valid1;
          if (!valid10) {
            const err36 = { instancePath: instancePath + "/spec/ram", schemaPath: "#/$defs/ram/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err36];
            } else {
              vErrors.push(err36);
            }
            errors++;
          } else {
            errors = _errs31;
            if (vErrors !== null) {
              if (_errs31) {
                vErrors.length = _errs31;
              } else {
                vErrors = null;
              }
            }
          }
        }
        if (data5.disk !== void 0) {
          let data11 = data5.disk;
          const _errs37 = errors;
          let valid12 = false;
          const _errs38 = errors;
          if (typeof data11 === "string") {
            if (!pattern10.test(data11)) {
              const err37 = { instancePath: instancePath + "/spec/disk", schemaPath: "#/$defs/disk/anyOf/0/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{1,6})?(?:Gi|Ti)$" }, message: 'must match pattern "^(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{1,6})?(?:Gi|Ti)$"' };
              if (vErrors === null) {
                vErrors = [err37];
              } else {
                vErrors.push(err37);
              }
              errors++;
            }
          } else {
            const err38 = { instancePath: instancePath + "/spec/disk", schemaPath: "#/$defs/disk/anyOf/0/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err38];
            } else {
              vErrors.push(err38);
            }
            errors++;
          }
          var _valid2 = _errs38 === errors;
          valid12 = valid12 || _valid2;
          const _errs40 = errors;
          if ("unlimited" !== data11) {
            const err39 = { instancePath: instancePath + "/spec/disk", schemaPath: "#/$defs/disk/anyOf/1/const", keyword: "const", params: { allowedValue: "unlimited" }, message: "must be equal to constant" };
            if (vErrors === null) {
              vErrors = [err39];
            } else {
              vErrors.push(err39);
            }
            errors++;
          }
          var _valid2 = _errs40 === errors;
          valid12 = valid12 || _valid2;
          if (!valid12) {
            const err40 = { instancePath: instancePath + "/spec/disk", schemaPath: "#/$defs/disk/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err40];
            } else {
              vErrors.push(err40);
            }
            errors++;
          } else {
            errors = _errs37;
            if (vErrors !== null) {
              if (_errs37) {
                vErrors.length = _errs37;
              } else {
                vErrors = null;
              }
            }
          }
        }
        if (data5.vms !== void 0) {
          let data12 = data5.vms;
          const _errs43 = errors;
          let valid14 = false;
          const _errs44 = errors;
          if (!(typeof data12 == "number" && (!(data12 % 1) && !isNaN(data12)) && isFinite(data12))) {
            const err41 = { instancePath: instancePath + "/spec/vms", schemaPath: "#/$defs/count/anyOf/0/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
            if (vErrors === null) {
              vErrors = [err41];
            } else {
              vErrors.push(err41);
            }
            errors++;
          }
          if (typeof data12 == "number" && isFinite(data12)) {
            if (data12 > 4294967295 || isNaN(data12)) {
              const err42 = { instancePath: instancePath + "/spec/vms", schemaPath: "#/$defs/count/anyOf/0/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4294967295 }, message: "must be <= 4294967295" };
              if (vErrors === null) {
                vErrors = [err42];
              } else {
                vErrors.push(err42);
              }
              errors++;
            }
            if (data12 < 1 || isNaN(data12)) {
              const err43 = { instancePath: instancePath + "/spec/vms", schemaPath: "#/$defs/count/anyOf/0/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" };
              if (vErrors === null) {
                vErrors = [err43];
              } else {
                vErrors.push(err43);
              }
              errors++;
            }
          }
          var _valid3 = _errs44 === errors;
          valid14 = valid14 || _valid3;
          const _errs46 = errors;
          if ("unlimited" !== data12) {
            const err44 = { instancePath: instancePath + "/spec/vms", schemaPath: "#/$defs/count/anyOf/1/const", keyword: "const", params: { allowedValue: "unlimited" }, message: "must be equal to constant" };
            if (vErrors === null) {
              vErrors = [err44];
            } else {
              vErrors.push(err44);
            }
            errors++;
          }
          var _valid3 = _errs46 === errors;
          valid14 = valid14 || _valid3;
          if (!valid14) {
            const err45 = { instancePath: instancePath + "/spec/vms", schemaPath: "#/$defs/count/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err45];
            } else {
              vErrors.push(err45);
            }
            errors++;
          } else {
            errors = _errs43;
            if (vErrors !== null) {
              if (_errs43) {
                vErrors.length = _errs43;
              } else {
                vErrors = null;
              }
            }
          }
        }
        if (data5.state !== void 0) {
          let data13 = data5.state;
          if (!(data13 === "active" || data13 === "suspended")) {
            const err46 = { instancePath: instancePath + "/spec/state", schemaPath: "#/properties/spec/properties/state/enum", keyword: "enum", params: { allowedValues: schema31.properties.spec.properties.state.enum }, message: "must be equal to one of the allowed values" };
            if (vErrors === null) {
              vErrors = [err46];
            } else {
              vErrors.push(err46);
            }
            errors++;
          }
        }
        if (data5.onSuspend !== void 0) {
          let data14 = data5.onSuspend;
          if (!(data14 === "none" || data14 === "shutdown" || data14 === "stop" || data14 === "save" || data14 === "pause")) {
            const err47 = { instancePath: instancePath + "/spec/onSuspend", schemaPath: "#/properties/spec/properties/onSuspend/enum", keyword: "enum", params: { allowedValues: schema31.properties.spec.properties.onSuspend.enum }, message: "must be equal to one of the allowed values" };
            if (vErrors === null) {
              vErrors = [err47];
            } else {
              vErrors.push(err47);
            }
            errors++;
          }
        }
        if (data5.onResume !== void 0) {
          let data15 = data5.onResume;
          if (!(data15 === "previous" || data15 === "all" || data15 === "none")) {
            const err48 = { instancePath: instancePath + "/spec/onResume", schemaPath: "#/properties/spec/properties/onResume/enum", keyword: "enum", params: { allowedValues: schema31.properties.spec.properties.onResume.enum }, message: "must be equal to one of the allowed values" };
            if (vErrors === null) {
              vErrors = [err48];
            } else {
              vErrors.push(err48);
            }
            errors++;
          }
        }
        if (data5.coAdmins !== void 0) {
          let data16 = data5.coAdmins;
          if (Array.isArray(data16)) {
            if (data16.length > 200) {
              const err49 = { instancePath: instancePath + "/spec/coAdmins", schemaPath: "#/properties/spec/properties/coAdmins/maxItems", keyword: "maxItems", params: { limit: 200 }, message: "must NOT have more than 200 items" };
              if (vErrors === null) {
                vErrors = [err49];
              } else {
                vErrors.push(err49);
              }
              errors++;
            }
            const len0 = data16.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data17 = data16[i0];
              if (typeof data17 === "string") {
                if (func1(data17) > 254) {
                  const err50 = { instancePath: instancePath + "/spec/coAdmins/" + i0, schemaPath: "#/$defs/email/maxLength", keyword: "maxLength", params: { limit: 254 }, message: "must NOT have more than 254 characters" };
                  if (vErrors === null) {
                    vErrors = [err50];
                  } else {
                    vErrors.push(err50);
                  }
                  errors++;
                }
                if (!pattern7.test(data17)) {
                  const err51 = { instancePath: instancePath + "/spec/coAdmins/" + i0, schemaPath: "#/$defs/email/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$" }, message: "must match pattern \"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$\"" };
                  if (vErrors === null) {
                    vErrors = [err51];
                  } else {
                    vErrors.push(err51);
                  }
                  errors++;
                }
              } else {
                const err52 = { instancePath: instancePath + "/spec/coAdmins/" + i0, schemaPath: "#/$defs/email/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err52];
                } else {
                  vErrors.push(err52);
                }
                errors++;
              }
            }
          } else {
            const err53 = { instancePath: instancePath + "/spec/coAdmins", schemaPath: "#/properties/spec/properties/coAdmins/type", keyword: "type", params: { type: "array" }, message: "must be array" };
            if (vErrors === null) {
              vErrors = [err53];
            } else {
              vErrors.push(err53);
            }
            errors++;
          }
        }
        if (data5.hostingPlan !== void 0) {
          let data18 = data5.hostingPlan;
          if (typeof data18 === "string") {
            if (!pattern12.test(data18)) {
              const err54 = { instancePath: instancePath + "/spec/hostingPlan", schemaPath: "#/$defs/hostingPlanKey/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$" }, message: 'must match pattern "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"' };
              if (vErrors === null) {
                vErrors = [err54];
              } else {
                vErrors.push(err54);
              }
              errors++;
            }
          } else {
            const err55 = { instancePath: instancePath + "/spec/hostingPlan", schemaPath: "#/$defs/hostingPlanKey/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err55];
            } else {
              vErrors.push(err55);
            }
            errors++;
          }
        }
        if (data5.subscriptionId !== void 0) {
          let data19 = data5.subscriptionId;
          if (typeof data19 === "string") {
            if (!pattern13.test(data19)) {
              const err56 = { instancePath: instancePath + "/spec/subscriptionId", schemaPath: "#/$defs/uuid/pattern", keyword: "pattern", params: { pattern: "^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$" }, message: 'must match pattern "^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"' };
              if (vErrors === null) {
                vErrors = [err56];
              } else {
                vErrors.push(err56);
              }
              errors++;
            }
          } else {
            const err57 = { instancePath: instancePath + "/spec/subscriptionId", schemaPath: "#/$defs/uuid/type", keyword: "type", params: { type: "string" }, message: "must be string" };
            if (vErrors === null) {
              vErrors = [err57];
            } else {
              vErrors.push(err57);
            }
            errors++;
          }
        }
        if (data5.deletion !== void 0) {
          let data20 = data5.deletion;
          if (data20 && typeof data20 == "object" && !Array.isArray(data20)) {
            for (const key4 in data20) {
              if (!(key4 === "policy" || key4 === "grace")) {
                const err58 = { instancePath: instancePath + "/spec/deletion", schemaPath: "#/properties/spec/properties/deletion/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err58];
                } else {
                  vErrors.push(err58);
                }
                errors++;
              }
            }
            if (data20.policy !== void 0) {
              let data21 = data20.policy;
              if (!(data21 === "delete" || data21 === "suspend" || data21 === "retain")) {
                const err59 = { instancePath: instancePath + "/spec/deletion/policy", schemaPath: "#/properties/spec/properties/deletion/properties/policy/enum", keyword: "enum", params: { allowedValues: schema31.properties.spec.properties.deletion.properties.policy.enum }, message: "must be equal to one of the allowed values" };
                if (vErrors === null) {
                  vErrors = [err59];
                } else {
                  vErrors.push(err59);
                }
                errors++;
              }
            }
            if (data20.grace !== void 0) {
              let data22 = data20.grace;
              if (typeof data22 === "string") {
                if (!pattern14.test(data22)) {
                  const err60 = { instancePath: instancePath + "/spec/deletion/grace", schemaPath: "#/$defs/duration/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,8})[smhd]$" }, message: 'must match pattern "^(?:0|[1-9][0-9]{0,8})[smhd]$"' };
                  if (vErrors === null) {
                    vErrors = [err60];
                  } else {
                    vErrors.push(err60);
                  }
                  errors++;
                }
              } else {
                const err61 = { instancePath: instancePath + "/spec/deletion/grace", schemaPath: "#/$defs/duration/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err61];
                } else {
                  vErrors.push(err61);
                }
                errors++;
              }
            }
          } else {
            const err62 = { instancePath: instancePath + "/spec/deletion", schemaPath: "#/properties/spec/properties/deletion/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err62];
            } else {
              vErrors.push(err62);
            }
            errors++;
          }
        }
        if (data5.paused !== void 0) {
          let data23 = data5.paused;
          const _errs69 = errors;
          let valid22 = false;
          const _errs70 = errors;
          if (typeof data23 !== "boolean") {
            const err63 = { instancePath: instancePath + "/spec/paused", schemaPath: "#/properties/spec/properties/paused/anyOf/0/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
            if (vErrors === null) {
              vErrors = [err63];
            } else {
              vErrors.push(err63);
            }
            errors++;
          }
          var _valid4 = _errs70 === errors;
          valid22 = valid22 || _valid4;
          const _errs72 = errors;
          if (data23 && typeof data23 == "object" && !Array.isArray(data23)) {
            if (Object.keys(data23).length < 1) {
              const err64 = { instancePath: instancePath + "/spec/paused", schemaPath: "#/properties/spec/properties/paused/anyOf/1/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties" };
              if (vErrors === null) {
                vErrors = [err64];
              } else {
                vErrors.push(err64);
              }
              errors++;
            }
            for (const key5 in data23) {
              if (!(key5 === "reason" || key5 === "by" || key5 === "until")) {
                const err65 = { instancePath: instancePath + "/spec/paused", schemaPath: "#/properties/spec/properties/paused/anyOf/1/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, message: "must NOT have additional properties" };
                if (vErrors === null) {
                  vErrors = [err65];
                } else {
                  vErrors.push(err65);
                }
                errors++;
              }
            }
            if (data23.reason !== void 0) {
              let data24 = data23.reason;
              if (typeof data24 === "string") {
                if (func1(data24) > 200) {
                  const err66 = { instancePath: instancePath + "/spec/paused/reason", schemaPath: "#/$defs/shortText/maxLength", keyword: "maxLength", params: { limit: 200 }, message: "must NOT have more than 200 characters" };
                  if (vErrors === null) {
                    vErrors = [err66];
                  } else {
                    vErrors.push(err66);
                  }
                  errors++;
                }
                if (func1(data24) < 1) {
                  const err67 = { instancePath: instancePath + "/spec/paused/reason", schemaPath: "#/$defs/shortText/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err67];
                  } else {
                    vErrors.push(err67);
                  }
                  errors++;
                }
                if (!pattern6.test(data24)) {
                  const err68 = { instancePath: instancePath + "/spec/paused/reason", schemaPath: "#/$defs/shortText/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err68];
                  } else {
                    vErrors.push(err68);
                  }
                  errors++;
                }
              } else {
                const err69 = { instancePath: instancePath + "/spec/paused/reason", schemaPath: "#/$defs/shortText/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err69];
                } else {
                  vErrors.push(err69);
                }
                errors++;
              }
            }
            if (data23.by !== void 0) {
              let data25 = data23.by;
              if (typeof data25 === "string") {
                if (func1(data25) > 200) {
                  const err70 = { instancePath: instancePath + "/spec/paused/by", schemaPath: "#/$defs/shortText/maxLength", keyword: "maxLength", params: { limit: 200 }, message: "must NOT have more than 200 characters" };
                  if (vErrors === null) {
                    vErrors = [err70];
                  } else {
                    vErrors.push(err70);
                  }
                  errors++;
                }
                if (func1(data25) < 1) {
                  const err71 = { instancePath: instancePath + "/spec/paused/by", schemaPath: "#/$defs/shortText/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" };
                  if (vErrors === null) {
                    vErrors = [err71];
                  } else {
                    vErrors.push(err71);
                  }
                  errors++;
                }
                if (!pattern6.test(data25)) {
                  const err72 = { instancePath: instancePath + "/spec/paused/by", schemaPath: "#/$defs/shortText/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"' };
                  if (vErrors === null) {
                    vErrors = [err72];
                  } else {
                    vErrors.push(err72);
                  }
                  errors++;
                }
              } else {
                const err73 = { instancePath: instancePath + "/spec/paused/by", schemaPath: "#/$defs/shortText/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err73];
                } else {
                  vErrors.push(err73);
                }
                errors++;
              }
            }
            if (data23.until !== void 0) {
              let data26 = data23.until;
              if (typeof data26 === "string") {
                if (!pattern17.test(data26)) {
                  const err74 = { instancePath: instancePath + "/spec/paused/until", schemaPath: "#/$defs/timestamp/pattern", keyword: "pattern", params: { pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})$" }, message: 'must match pattern "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})$"' };
                  if (vErrors === null) {
                    vErrors = [err74];
                  } else {
                    vErrors.push(err74);
                  }
                  errors++;
                }
              } else {
                const err75 = { instancePath: instancePath + "/spec/paused/until", schemaPath: "#/$defs/timestamp/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err75];
                } else {
                  vErrors.push(err75);
                }
                errors++;
              }
            }
          } else {
            const err76 = { instancePath: instancePath + "/spec/paused", schemaPath: "#/properties/spec/properties/paused/anyOf/1/type", keyword: "type", params: { type: "object" }, message: "must be object" };
            if (vErrors === null) {
              vErrors = [err76];
            } else {
              vErrors.push(err76);
            }
            errors++;
          }
          var _valid4 = _errs72 === errors;
          valid22 = valid22 || _valid4;
          if (!valid22) {
            const err77 = { instancePath: instancePath + "/spec/paused", schemaPath: "#/properties/spec/properties/paused/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
            if (vErrors === null) {
              vErrors = [err77];
            } else {
              vErrors.push(err77);
            }
            errors++;
          } else {
            errors = _errs69;
            if (vErrors !== null) {
              if (_errs69) {
                vErrors.length = _errs69;
              } else {
                vErrors = null;
              }
            }
          }
        }
        if (data5.protect !== void 0) {
          if (typeof data5.protect !== "boolean") {
            const err78 = { instancePath: instancePath + "/spec/protect", schemaPath: "#/properties/spec/properties/protect/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" };
            if (vErrors === null) {
              vErrors = [err78];
            } else {
              vErrors.push(err78);
            }
            errors++;
          }
        }
      } else {
        const err79 = { instancePath: instancePath + "/spec", schemaPath: "#/properties/spec/type", keyword: "type", params: { type: "object" }, message: "must be object" };
        if (vErrors === null) {
          vErrors = [err79];
        } else {
          vErrors.push(err79);
        }
        errors++;
      }
    }
  } else {
    const err80 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" };
    if (vErrors === null) {
      vErrors = [err80];
    } else {
      vErrors.push(err80);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };

// <stdin>
var schemaVersion = "952b4225b379e859";
var schema = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "apiVersion",
    "kind",
    "metadata",
    "spec"
  ],
  "properties": {
    "apiVersion": {
      "const": "vdc/v1",
      "default": "vdc/v1"
    },
    "kind": {
      "const": "VirtualDataCenter",
      "default": "VirtualDataCenter"
    },
    "metadata": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name"
      ],
      "properties": {
        "name": {
          "$ref": "#/$defs/vdcName",
          "examples": [
            "acme-prod"
          ]
        },
        "labels": {
          "$ref": "#/$defs/labels",
          "examples": [
            {
              "customer": "acme"
            }
          ]
        }
      }
    },
    "spec": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "owner",
        "cpu",
        "ram",
        "disk"
      ],
      "properties": {
        "owner": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "email"
          ],
          "properties": {
            "email": {
              "$ref": "#/$defs/email",
              "examples": [
                "ops@acme.example"
              ]
            },
            "name": {
              "$ref": "#/$defs/shortText",
              "examples": [
                "Acme Operations"
              ]
            }
          }
        },
        "cpu": {
          "$ref": "#/$defs/count",
          "examples": [
            16,
            "unlimited"
          ]
        },
        "ram": {
          "$ref": "#/$defs/ram",
          "examples": [
            "64Gi",
            "unlimited"
          ]
        },
        "disk": {
          "$ref": "#/$defs/disk",
          "examples": [
            "2Ti",
            "unlimited"
          ]
        },
        "vms": {
          "$ref": "#/$defs/count",
          "default": "unlimited",
          "examples": [
            20
          ]
        },
        "state": {
          "enum": [
            "active",
            "suspended"
          ],
          "default": "active"
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
        "coAdmins": {
          "type": "array",
          "maxItems": 200,
          "items": {
            "$ref": "#/$defs/email"
          },
          "examples": [
            [
              "cto@acme.example"
            ]
          ]
        },
        "hostingPlan": {
          "$ref": "#/$defs/hostingPlanKey",
          "examples": [
            "standard"
          ]
        },
        "subscriptionId": {
          "$ref": "#/$defs/uuid",
          "examples": [
            "6f0f4c1e-3b1a-4f2e-9a53-0c0f5b1e2d11"
          ]
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
                "0s",
                "72h",
                "7d"
              ]
            }
          }
        },
        "paused": {
          "default": false,
          "anyOf": [
            {
              "type": "boolean"
            },
            {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "reason": {
                  "$ref": "#/$defs/shortText",
                  "examples": [
                    "ticket 4711"
                  ]
                },
                "by": {
                  "$ref": "#/$defs/shortText",
                  "examples": [
                    "jo"
                  ]
                },
                "until": {
                  "$ref": "#/$defs/timestamp",
                  "examples": [
                    "2026-12-01T00:00Z"
                  ]
                }
              }
            }
          ],
          "examples": [
            true,
            {
              "reason": "ticket 4711",
              "by": "jo",
              "until": "2026-12-01T00:00Z"
            }
          ]
        },
        "protect": {
          "type": "boolean",
          "default": false
        }
      }
    }
  },
  "$defs": {
    "vdcName": {
      "type": "string",
      "maxLength": 63,
      "pattern": "^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$"
    },
    "email": {
      "type": "string",
      "maxLength": 254,
      "pattern": "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$"
    },
    "shortText": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"
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
    "ram": {
      "anyOf": [
        {
          "type": "string",
          "pattern": "^(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{1,6})?(?:Mi|Gi|Ti)$"
        },
        {
          "const": "unlimited"
        }
      ]
    },
    "disk": {
      "anyOf": [
        {
          "type": "string",
          "pattern": "^(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{1,6})?(?:Gi|Ti)$"
        },
        {
          "const": "unlimited"
        }
      ]
    },
    "duration": {
      "type": "string",
      "pattern": "^(?:0|[1-9][0-9]{0,8})[smhd]$"
    },
    "timestamp": {
      "type": "string",
      "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})$"
    },
    "hostingPlanKey": {
      "type": "string",
      "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"
    },
    "uuid": {
      "type": "string",
      "pattern": "^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"
    },
    "labels": {
      "type": "object",
      "maxProperties": 64,
      "propertyNames": {
        "$ref": "#/$defs/labelKey"
      },
      "additionalProperties": {
        "$ref": "#/$defs/labelValue"
      }
    },
    "labelKey": {
      "type": "string",
      "pattern": "^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$"
    },
    "labelValue": {
      "type": "string",
      "maxLength": 200,
      "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"
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
