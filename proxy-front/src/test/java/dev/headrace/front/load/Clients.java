package dev.headrace.front.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/** Clients that look at every byte, clients that take their time, and clients that do what they should not. */
final class Clients {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int UPLOAD_BYTES = 300_000;

    private final Sites sites;
    private final int port;
    private final int tlsPort;
    private final SSLContext trust;
    private final Tally tally;
    private final CountDownLatch over;

    Clients(Sites sites, int port, int tlsPort, SSLContext trust, Tally tally, CountDownLatch over) {
        this.sites = sites;
        this.port = port;
        this.tlsPort = tlsPort;
        this.trust = trust;
        this.tally = tally;
        this.over = over;
    }

    private boolean goesOn() {
        return over.getCount() > 0;
    }

    private boolean pause(long millis) throws InterruptedException {
        return !over.await(millis, TimeUnit.MILLISECONDS);
    }

    private HttpClient client(Version version) {
        return HttpClient.newBuilder().version(version).sslContext(trust).build();
    }

    private URI uri(boolean tls, String host, String target) {
        return URI.create((tls ? "https://" : "http://") + host + ":" + (tls ? tlsPort : port) + target);
    }

    /** Asks for pages of the sites that are well, and compares. */
    void steady(long seed, boolean tls, Version version) throws InterruptedException {
        Random random = new Random(seed);
        HttpClient client = client(version);
        List<String> hosts = List.of(Sites.SHOP, Sites.BLOG, Sites.PLAIN);
        while (goesOn()) {
            String host = hosts.get(random.nextInt(hosts.size()));
            int page = random.nextInt(10) == 0 ? random.nextInt(sites.pages()) : random.nextInt(sites.pages() - 1);
            String target = "/page/" + page + "?" + (random.nextBoolean() ? "chunked" : "")
                    + (random.nextBoolean() ? "gzip" : "");
            HttpRequest request = HttpRequest.newBuilder(uri(tls, host, target))
                    .timeout(PATIENCE)
                    .header("Accept-Encoding", random.nextBoolean() ? "gzip" : "identity")
                    .build();
            try {
                HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
                look(host, page, response);
            } catch (IOException e) {
                tally.wrong(host + target + " over " + version + ": " + e);
            }
        }
    }

    private void look(String host, int page, HttpResponse<byte[]> response) throws IOException {
        boolean gzip =
                response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        InputStream content = new ByteArrayInputStream(response.body());
        byte[] got = gzip ? new GZIPInputStream(content).readAllBytes() : response.body();
        List<byte[]> right = sites.right(host, page);
        for (int i = 0; i < right.size(); i++) {
            if (response.statusCode() == 200 && Arrays.equals(right.get(i), got)) {
                tally.count("right: " + host + ", rules " + i + ", " + response.version());
                return;
            }
        }
        tally.wrong(
                response.uri() + ": status " + response.statusCode() + ", " + got.length + " bytes that no rules give");
    }

    /** Sends content, and compares what the origin got of it. */
    void uploads(long seed, Version version) throws InterruptedException {
        Random random = new Random(seed);
        HttpClient client = client(version);
        while (goesOn()) {
            byte[] content = new byte[random.nextInt(UPLOAD_BYTES)];
            random.nextBytes(content);
            CRC32 sum = new CRC32();
            sum.update(content);
            var publisher = random.nextBoolean()
                    ? BodyPublishers.ofByteArray(content)
                    : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content));
            HttpRequest request = HttpRequest.newBuilder(uri(true, Sites.PLAIN, "/upload"))
                    .timeout(PATIENCE)
                    .POST(publisher)
                    .build();
            try {
                String got = client.send(request, BodyHandlers.ofString()).body();
                if (got.equals("%08x".formatted(sum.getValue()))) {
                    tally.count("right: upload, " + version);
                } else {
                    tally.wrong("upload over " + version + ": " + got);
                }
            } catch (IOException e) {
                tally.wrong("upload over " + version + ": " + e);
            }
        }
    }

    /** Asks an origin that breaks: an error, a response that visibly breaks off, or the right one, but never a half one as if it were whole. */
    void broken(long seed, boolean tls, Version version) throws InterruptedException {
        Random random = new Random(seed);
        HttpClient client = client(version);
        SiteOrigin.Kind[] kinds = SiteOrigin.Kind.values();
        while (goesOn()) {
            SiteOrigin.Kind kind = kinds[random.nextInt(kinds.length)];
            int page = random.nextInt(sites.pages() - 1);
            HttpRequest request = HttpRequest.newBuilder(uri(tls, Sites.BROKEN, "/broken/" + kind + "/" + page))
                    .timeout(PATIENCE)
                    .header("Accept-Encoding", "gzip")
                    .build();
            try {
                HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
                int status = response.statusCode();
                if (status == 502 || status == 504) {
                    tally.count("origin " + kind + ": " + status);
                } else if (kind == SiteOrigin.Kind.BROKEN_GZIP && isCorruptGzip(response)) {
                    tally.count("origin " + kind + ": passed as it was");
                } else if (kind == SiteOrigin.Kind.SLOW) {
                    look(Sites.BROKEN, page, response);
                } else {
                    tally.wrong("origin " + kind + ": status " + status + " and " + response.body().length
                            + " bytes as if complete");
                }
            } catch (IOException e) {
                tally.count("origin " + kind + ": broken off");
                if (kind == SiteOrigin.Kind.SLOW) {
                    tally.wrong("a slow origin: " + e);
                }
            }
        }
    }

    private static boolean isCorruptGzip(HttpResponse<byte[]> response) {
        try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            content.readAllBytes();
            return false;
        } catch (IOException e) {
            return response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        }
    }

    /** Reads a large page little by little, and goes at some point. */
    void slow(long seed) throws InterruptedException {
        Random random = new Random(seed);
        while (goesOn()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setReceiveBufferSize(8192);
                send(socket, "GET /page/" + (sites.pages() - 1) + " HTTP/1.1\r\nHost: shop.example\r\n\r\n");
                byte[] buffer = new byte[4096];
                for (int left = random.nextInt(200);
                        left > 0 && socket.getInputStream().read(buffer) > 0;
                        left--) {
                    if (!pause(10)) {
                        return;
                    }
                }
                tally.count("client: slow, and gone");
            } catch (IOException e) {
                tally.count("client: slow, and sent away");
            }
        }
    }

    /** Does what clients should not. */
    void rude(long seed) throws InterruptedException {
        Random random = new Random(seed);
        List<String> words = List.of(
                "GET /page/0 HTTP/1.1\r\nHost: shop.exa",
                "GET / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST /upload HTTP/1.1\r\nHost: plain.example\r\nContent-Length: 100000\r\n\r\nhalf",
                "POST /upload HTTP/1.1\r\nHost: plain.example\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "GET /page/2 HTTP/1.1\r\nHost: blog.example\r\n\r\nGET /page/1 HTTP/1.1\r\nHost: shop.example\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nnonsense",
                "\u0016\u0003\u0001\u0002\u0000nonsense",
                "GET /page/3 HTTP/1.1\r\nHost: shop.example\r\n\r\n",
                "nonsense\r\n\r\n");
        while (goesOn()) {
            String word = words.get(random.nextInt(words.size()));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), random.nextBoolean() ? port : tlsPort)) {
                socket.setSoTimeout(20);
                send(socket, word);
                if (random.nextBoolean() && !pause(random.nextInt(30))) {
                    return;
                }
                if (random.nextBoolean()) {
                    socket.getInputStream().read(new byte[1 + random.nextInt(20_000)]);
                }
                socket.setSoLinger(random.nextBoolean(), 0);
                tally.count("client: rude");
            } catch (IOException e) {
                tally.count("client: rude, and sent away");
            }
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }
}
