package dev.headrace.adapter.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Debian's nginx, in one process, run by whoever runs the tests. All that it writes is in a temporary folder; the folder {@code pages}
 * there is served by each location in its way.
 */
final class Nginx implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
    private static final Path BROTLI = Path.of("/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so");
    private static final int MOST_STARTS = 3;
    private static final long MOST_SECONDS = 60;

    /** After so long it ends by itself, if nobody is left to end it. */
    private static final String LONGEST_LIFE = "10m";

    private final InetSocketAddress address;
    private final Process process;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private int marks;

    private Nginx(InetSocketAddress address, Process process) {
        this.address = address;
        this.process = process;
    }

    /**
     * Starts nginx and waits until it listens.
     *
     * @param folder has a folder {@code pages}
     * @param live where {@code /live/} is forwarded to, unbuffered
     */
    static Nginx start(Path folder, InetSocketAddress live) throws IOException, InterruptedException {
        for (int start = 1; ; start++) {
            try {
                return start(folder, live, freeAddress());
            } catch (IllegalStateException e) {
                // Somebody else may have taken the port just before.
                if (start == MOST_STARTS) {
                    throw e;
                }
            }
        }
    }

    private static Nginx start(Path folder, InetSocketAddress live, InetSocketAddress address)
            throws IOException, InterruptedException {
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, configuration(folder, address.getPort(), live.getPort()));
        Process process = new ProcessBuilder(
                        "timeout",
                        LONGEST_LIFE,
                        PROGRAM.toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        configuration.toString(),
                        "-e",
                        "stderr")
                .start();
        Nginx nginx = new Nginx(address, process);
        nginx.awaitListening();
        return nginx;
    }

    InetSocketAddress address() {
        return address;
    }

    /** How a location serves the pages; nginx's gzip does not trust proxies unless told to. */
    private static String configuration(Path folder, int port, int live) {
        boolean hasBrotli = Files.exists(BROTLI);
        return """
                daemon off;
                master_process off;
                error_log stderr notice;
                pid %1$s/nginx.pid;
                %4$s
                events { worker_connections 1024; }
                http {
                    client_body_temp_path %1$s/client_body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    log_format seen escape=none '$status $request_method $uri none-match=$http_if_none_match '
                        'range=$http_range if-range=$http_if_range accept-encoding=$http_accept_encoding via=$http_via';
                    access_log /dev/stdout seen;
                    types { text/html html; text/css css; }
                    charset utf-8;
                    gzip_proxied any;
                    lingering_close off;
                    server {
                        listen 127.0.0.1:%2$d backlog=1024;
                        root %1$s/pages;
                        location /plain/ { alias %1$s/pages/; }
                        location /chunked/ { alias %1$s/pages/; ssi on; }
                        location /until-close/ { alias %1$s/pages/; ssi on; chunked_transfer_encoding off; }
                        location /gzip/ { alias %1$s/pages/; gzip on; }
                        location /gzip-length/ { alias %1$s/pages/; gzip_static always; }
                        location /br/ { alias %1$s/pages/; %5$s }
                        location /mark/ { return 204; }
                        location /live/ {
                            proxy_pass http://127.0.0.1:%3$d;
                            proxy_http_version 1.1;
                            proxy_buffering off;
                            gzip on;
                            gzip_min_length 0;
                            %5$s
                        }
                    }
                }
                """.formatted(
                        folder,
                        port,
                        live,
                        hasBrotli ? "load_module " + BROTLI + ";" : "",
                        hasBrotli ? "brotli on; brotli_min_length 0;" : "");
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
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
                () -> listening.completeExceptionally(new IllegalStateException("nginx ended: " + said)));
        try {
            listening.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException("nginx does not run: " + said, e);
        }
    }

    private static void daemon(InputStream in, Consumer<String> lines, Runnable atEnd) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader =
                            new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
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

    /** Forgets the requests so far. Their clients may be done with them before nginx has written of them. */
    void forget() throws IOException, InterruptedException {
        String mark = "/mark/" + ++marks;
        try (RawHttp1 client = new RawHttp1(address)) {
            client.send("GET " + mark + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            client.receive(false);
        }
        nextRequest(mark);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
    }
}
