"""An S3 server over HTTP on a free port; prints its address once it listens."""

import sys
import time

from moto.server import ThreadedMotoServer

if __name__ == '__main__':
    server = ThreadedMotoServer(ip_address='127.0.0.1', port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    sys.stdout.write(f'http://{host}:{port}\n')
    sys.stdout.flush()
    while True:
        time.sleep(60)
