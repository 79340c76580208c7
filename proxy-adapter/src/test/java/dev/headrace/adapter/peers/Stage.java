package dev.headrace.adapter.peers;

import dev.headrace.adapter.example.ExampleProxy;
import dev.headrace.adapter.example.SelfSigned;
import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.request.RequestHead;
import dev.headrace.fixtures.Pages;
import io.netty.handler.ssl.SslContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** nginx, an origin behind it that tests write the answers of, and the example in front of both. */
final class Stage implements AutoCloseable {
    /** A page as sites serve them. */
    static final byte[] PAGE = Pages.realistic(4, 60_000);

    static final byte[] STYLE = ScriptedOrigin.bytes("a[data-headrace] { color: blue }\n".repeat(100));

    private static final long MOST_SECONDS = 60;

    private static final SslContext TLS = selfSigned();

    final Path folder;
    final ScriptedOrigin scripted;
    final Nginx nginx;

    /** What became of each exchange. */
    final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();

    private final ExampleProxy toNginx;
    private final InetSocketAddress plain;
    private final InetSocketAddress tls;
    private final ExampleProxy toScripted;
    private final InetSocketAddress direct;
    private final InetSocketAddress directTls;

    Stage() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("headrace-peers");
        Path pages = Files.createDirectory(folder.resolve("pages"));
        Files.write(pages.resolve("page.html"), PAGE);
        Files.write(pages.resolve("page.html.gz"), gzip(PAGE));
        Files.write(pages.resolve("style.css"), STYLE);
        scripted = new ScriptedOrigin();
        nginx = Nginx.start(folder, scripted.address());
        RewriteListener listener = new RewriteListener() {
            @Override
            public void finished(RequestHead request, Report report) {
                reports.add(report);
            }
        };
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        toNginx = new ExampleProxy(nginx.address(), listener);
        plain = toNginx.listen(any);
        tls = toNginx.listenTls(any, TLS);
        toScripted = new ExampleProxy(scripted.address(), listener);
        direct = toScripted.listen(any);
        directTls = toScripted.listenTls(any, TLS);
    }

    /** Where the example shows what nginx has at this path. */
    String url(Protocol protocol, String path) {
        return protocol.isTls() ? tlsUrl(tls, path) : url(plain, path);
    }

    /** Where the example shows what the scripted origin answers. */
    String directUrl(Protocol protocol, String path) {
        return protocol.isTls() ? tlsUrl(directTls, path) : url(direct, path);
    }

    /** The page at this path as nginx has it. */
    String originUrl(String path) {
        return url(nginx.address(), path);
    }

    InetSocketAddress address() {
        return plain;
    }

    /** What became of the next exchange. */
    Report nextReport() throws InterruptedException {
        Report report = reports.poll(MOST_SECONDS, TimeUnit.SECONDS);
        if (report == null) {
            throw new AssertionError("no exchange has ended");
        }
        return report;
    }

    /** What the library makes of a page. */
    static byte[] rewritten(byte[] page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExampleProxy.REWRITER.rewrite(new ByteArrayInputStream(page), out, "utf-8");
        return out.toByteArray();
    }

    static byte[] gzip(byte[] page) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(page);
        }
        return bytes.toByteArray();
    }

    private static SslContext selfSigned() {
        try {
            return SelfSigned.context();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("there is no TLS", e);
        }
    }

    private static String tlsUrl(InetSocketAddress address, String path) {
        return "https://localhost:" + address.getPort() + path;
    }

    private static String url(InetSocketAddress address, String path) {
        return "http://127.0.0.1:" + address.getPort() + path;
    }

    @Override
    public void close() throws IOException {
        toNginx.close();
        toScripted.close();
        nginx.close();
        scripted.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
