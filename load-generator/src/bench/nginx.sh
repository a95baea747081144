# For the scripts beside it and elsewhere in the tree: an nginx that answers /ID with ID and keeps no log. Source it
# with $work naming a folder of the script's own.

# usage: nginx_conf WORKERS PORT >FILE
nginx_conf() {
  cat <<C
daemon off;
worker_processes $1;
pid $work/nginx.pid;
error_log $work/nginx.log;
events { worker_connections 4096; }
http {
  access_log off;
  server_tokens off;
  keepalive_timeout 0;
  client_body_temp_path $work/body;
  proxy_temp_path $work/proxy;
  fastcgi_temp_path $work/fastcgi;
  uwsgi_temp_path $work/uwsgi;
  scgi_temp_path $work/scgi;
  server {
    listen 127.0.0.1:$2 backlog=1024;
    default_type text/plain;
    location ~ ^/(.*)\$ { return 200 \$1; }
  }
}
C
}

# a port that nobody had a moment ago
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
