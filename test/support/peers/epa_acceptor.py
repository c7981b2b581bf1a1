"""epa_acceptor.py CERTIFICATE KEY PORT: HTTPS on loopback that checks NTLM together with its channel binding.

The check itself is gss-ntlmssp's; NTLM_USER_FILE names its accounts. NTLM proves a connection, so each connection
has one security context. Answers `hello DOMAIN\\user` to whoever is proven.
"""

import base64
import hashlib
import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import gssapi
from gssapi.raw import ChannelBindings

CERTIFICATE, KEY, PORT = sys.argv[1], sys.argv[2], int(sys.argv[3])
NTLMSSP = gssapi.OID.from_int_seq("1.3.6.1.4.1.311.2.2.10")


def end_point_binding():
    """RFC 5929 tls-server-end-point of our certificate, which is signed with SHA-256."""
    der = ssl.PEM_cert_to_DER_cert(open(CERTIFICATE, encoding="ascii").read())
    return ChannelBindings(application_data=b"tls-server-end-point:" + hashlib.sha256(der).digest())


BINDING = end_point_binding()


class ProvenConnection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two writes

    def setup(self):
        super().setup()
        self.context = None
        self.user = None

    def do_GET(self):
        self.serve()

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.serve()

    def serve(self):
        _, _, token = self.headers.get("Authorization", "").partition(" ")
        if token:
            self.check(base64.b64decode(token))
        elif self.user:
            self.greet()
        else:
            self.challenge("NTLM")

    def check(self, message):
        try:
            if message[8] == 1:
                acceptor = gssapi.Credentials(usage="accept", mechs=[NTLMSSP])
                self.context = gssapi.SecurityContext(usage="accept", creds=acceptor, channel_bindings=BINDING)
            reply = self.context.step(message)
        except Exception:  # whatever is wrong with a login is a refused login
            return self.challenge("NTLM")
        if not self.context.complete:
            return self.challenge("NTLM " + base64.b64encode(reply).decode())
        self.user = str(self.context.initiator_name).rstrip("\0")  # gss-ntlmssp counts the C terminator in
        return self.greet()

    def greet(self):
        self.answer(200, b"hello " + self.user.encode())

    def challenge(self, offer):
        self.answer(401, b"", ("WWW-Authenticate", offer))

    def answer(self, status, body, *headers):
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE, KEY)
    server = ThreadingHTTPServer(("127.0.0.1", PORT), ProvenConnection)
    server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.serve_forever()


main()
