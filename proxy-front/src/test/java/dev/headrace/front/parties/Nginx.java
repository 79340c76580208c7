package dev.headrace.front.parties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headrace.front.tls.Pki;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Debian's nginx as an origin, in one process. It serves the folder {@code pages}, tells at {@code /seen} what it was sent, and takes
 * uploads below {@code /upload/}; in the clear, by h2c, and over TLS with a certificate for {@code origin.test}.
 */
final class Nginx implements AutoCloseable {
    private static final int MOST_STARTS = 3;
    private static final long MOST_SECONDS = 30;

    private final Process process;
    private final List<Integer> ports;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    private Nginx(Process process, List<Integer> ports) {
        this.process = process;
        this.ports = ports;
    }

    /** Starts nginx and waits until it listens. */
    static Nginx start(Path folder) throws Exception {
        Files.createDirectories(folder.resolve("pages/upload"));
        Pki.write(folder.resolve("origin.pem"), Pki.ecdsa("origin.test"));
        for (int start = 1; ; start++) {
            try {
                return start(folder, freePorts());
            } catch (IllegalStateException e) {
                // Somebody else may have taken a port just before.
                if (start == MOST_STARTS) {
                    throw e;
                }
            }
        }
    }

    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<Integer> ports =
                sockets.stream().map(ServerSocket::getLocalPort).sorted().toList();
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    private static Nginx start(Path folder, List<Integer> ports) throws IOException, InterruptedException {
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, configuration(folder, ports));
        Process process = new ProcessBuilder(
                        "timeout",
                        "5m",
                        "/usr/sbin/nginx",
                        "-p",
                        folder.toString(),
                        "-c",
                        configuration.toString(),
                        "-e",
                        "stderr")
                .start();
        Nginx nginx = new Nginx(process, ports);
        nginx.awaitListening();
        return nginx;
    }

    private static String configuration(Path folder, List<Integer> ports) {
        return """
                daemon off;
                master_process off;
                error_log stderr notice;
                pid %1$s/nginx.pid;
                events { worker_connections 1024; }
                http {
                    client_body_temp_path %1$s/client_body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    log_format seen escape=none '$status $request_method $uri connection=$connection nth=$connection_requests';
                    access_log /dev/stdout seen;
                    types { text/html html; text/css css; text/javascript js; image/png png; }
                    charset utf-8;
                    keepalive_requests 100000;
                    client_max_body_size 0;
                    server {
                        listen 127.0.0.1:%2$d backlog=1024;
                        listen 127.0.0.1:%3$d backlog=1024;
                        listen 127.0.0.1:%4$d backlog=1024;
                        listen 127.0.0.1:%5$d backlog=1024 http2;
                        listen 127.0.0.1:%6$d backlog=1024 ssl http2;
                        ssl_certificate origin.pem;
                        ssl_certificate_key origin.pem;
                        root %1$s/pages;
                        location / { }
                        location /trailed/ { alias %1$s/pages/; ssi on; add_trailer Sum checked; }
                        location /upload/ { dav_methods PUT; }
                        location /slow/ { alias %1$s/pages/; limit_rate 100k; }
                        location /seen {
                            default_type text/plain;
                            return 200 "port=$server_port protocol=$server_protocol method=$request_method uri=$request_uri
                host=$http_host
                via=$http_via
                forwarded=$http_forwarded
                x-forwarded-for=$http_x_forwarded_for
                x-forwarded-host=$http_x_forwarded_host
                x-forwarded-proto=$http_x_forwarded_proto
                connection=$http_connection
                keep-alive=$http_keep_alive
                x-drop=$http_x_drop
                tls=$ssl_server_name
                nth=$connection_requests
                ";
                        }
                    }
                }
                """.formatted(folder, ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4));
    }

    /** Where it is, in the clear: three ports that stand for three servers. */
    String plain(int index) {
        return "http://127.0.0.1:" + ports.get(index);
    }

    int port(int index) {
        return ports.get(index);
    }

    /** Where it takes HTTP/2 in the clear, and nothing else. */
    String h2c() {
        return "http://127.0.0.1:" + ports.get(3);
    }

    /** Where it takes TLS. */
    String tls() {
        return "https://127.0.0.1:" + ports.get(4);
    }

    /** It names its event method when its sockets are open. */
    private void awaitListening() throws InterruptedException {
        CompletableFuture<Boolean> listening = new CompletableFuture<>();
        Queue<String> said = new ConcurrentLinkedQueue<>();
        daemon(process.getInputStream(), requests::add, () -> {});
        daemon(
                process.getErrorStream(),
                line -> {
                    said.add(line);
                    if (line.contains("event method")) {
                        listening.complete(true);
                    }
                },
                () -> listening.complete(false));
        if (!listening.completeOnTimeout(false, MOST_SECONDS, TimeUnit.SECONDS).join()) {
            close();
            throw new IllegalStateException("nginx does not run: " + said);
        }
    }

    private static void daemon(InputStream in, Consumer<String> lines, Runnable atEnd) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, ISO_8859_1))) {
                        reader.lines().forEach(lines);
                    } catch (IOException | UncheckedIOException e) {
                        // It ended in the middle of a line.
                    }
                    atEnd.run();
                },
                "nginx-log");
        thread.setDaemon(true);
        thread.start();
    }

    /** What nginx writes of the next request for this path that it has answered. */
    String nextRequest(String path) throws InterruptedException {
        String line;
        do {
            line = requests.poll(MOST_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("nginx has seen no request for " + path);
            }
        } while (!line.contains(" " + path + " "));
        return line;
    }

    /** Ends it as a power failure does, from one moment to the next. */
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
    }
}
