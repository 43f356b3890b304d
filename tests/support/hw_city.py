# SPDX-License-Identifier: GPL-3.0-or-later
"""A city's Open311 server on the loopback, for those tests that are not about its manners: it has services and requests."""
import datetime
import http.server
import threading
from xml.sax.saxutils import escape


class City:
    def __init__(self, services, requests):
        now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) - datetime.timedelta(hours=3)
        self.asked = []
        city = self

        class Answers(http.server.BaseHTTPRequestHandler):
            def log_message(self, *args):
                pass

            def do_GET(self):
                path, _, query = self.path.partition('?')
                city.asked.append(self.path)
                if path.endswith('/services.xml'):
                    inner = ''.join(f'<service><service_code>{code}</service_code><service_name>{escape(name)}</service_name></service>' for code, name in services.items())
                    text = f'<services>{inner}</services>'
                elif path.endswith('/requests.xml'):
                    shown = requests if 'page=' not in query else []
                    inner = ''.join(f'<request><service_request_id>{number}</service_request_id><status>open</status><service_code>{code}</service_code>'
                                    f'<description>{escape(words)}</description><requested_datetime>{now.isoformat()}</requested_datetime>'
                                    f'<lat>{lat}</lat><long>{lon}</long></request>' for number, (code, words, lat, lon) in enumerate(shown, 1))
                    text = f'<service_requests>{inner}</service_requests>'
                else:
                    self.send_error(404)
                    return
                body = text.encode()
                self.send_response(200)
                self.send_header('Content-Type', 'text/xml')
                self.send_header('Content-Length', str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self._server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Answers)
        self.address = f'http://127.0.0.1:{self._server.server_port}/open311/v2'
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *args):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
