package dev.headrace.front.load;

import dev.headrace.fixtures.Pages;
import dev.headrace.front.rules.Rules;
import dev.headrace.front.rules.RulesFile;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.RewriteStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sites behind the front, their pages, and what their rules make of these. */
final class Sites {
    static final String SHOP = "shop.example";
    static final String BLOG = "blog.example";
    static final String PLAIN = "plain.example";
    static final String BROKEN = "broken.example";

    private static final int[] SIZES = {1_000, 15_000, 100_000, 1_000_000};

    /** The shop's rules change while it is served. */
    private static final List<String> SHOP_RULES = List.of(
            "[{on: 'a[href]', set-attributes: {rel: nofollow}}, {on: body, append: {html: '<i>one</i>'}}]",
            "[{on: 'a[href]', set-attributes: {rel: noopener, class: out}}, {on: head, append: {html: '<i>two</i>'}}]");

    private static final String BLOG_RULES =
            "[{on: p, text: {replace: {find: the, with: THE}}}, {on: img, remove: true}, {comments: {remove: true}}]";

    private final List<byte[]> pages = new ArrayList<>();
    private final Map<String, List<List<byte[]>>> right = new LinkedHashMap<>();

    Sites() throws IOException {
        for (int size : SIZES) {
            pages.add(Pages.realistic(size, size));
        }
        right.put(SHOP, List.of(rewritten(SHOP_RULES.get(0)), rewritten(SHOP_RULES.get(1))));
        right.put(BLOG, List.of(rewritten(BLOG_RULES)));
        right.put(PLAIN, List.of(pages));
        right.put(BROKEN, List.of(rewritten(BLOG_RULES)));
    }

    private List<byte[]> rewritten(String rules) throws IOException {
        HtmlRewriterBuilder builder = HtmlRewriter.builder();
        Rules read = RulesFile.parse("rules", "rules: " + rules);
        read.addTo(builder);
        HtmlRewriter rewriter = builder.build();
        List<byte[]> all = new ArrayList<>();
        for (byte[] page : pages) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            RewriteStream stream = rewriter.open(out::write, "utf-8");
            stream.write(page);
            stream.end();
            all.add(out.toByteArray());
        }
        return all;
    }

    int pages() {
        return pages.size();
    }

    byte[] page(int number) {
        return pages.get(number);
    }

    /** What a client of a site may get: one of these, and nothing between them. */
    List<byte[]> right(String host, int page) {
        return right.getOrDefault(host, List.of()).stream()
                .map(version -> version.get(page))
                .toList();
    }

    /** Writes the configuration of a front, whose certificates are there already. */
    static void write(Path folder, int port, int tlsPort, int origin) throws IOException {
        Files.createDirectories(folder.resolve("tenants"));
        Files.writeString(folder.resolve("headrace.yaml"), """
                listen: [{address: '127.0.0.1:%d'}, {address: '127.0.0.1:%d', tls: true}]
                clients: {idle-timeout: 5s, head-timeout: 1s, body-timeout: 2s, write-timeout: 2s, max-connections-per-address: 10000}
                access-log: {file: access.log}
                """.formatted(port, tlsPort));
        writeTenant(folder, SHOP, origin, SHOP_RULES.get(0));
        writeTenant(folder, BLOG, origin, BLOG_RULES);
        writeTenant(folder, PLAIN, origin, null);
        writeTenant(folder, BROKEN, origin, BLOG_RULES);
    }

    /** Gives the shop its other rules. */
    static void changeShop(Path folder, int origin, int version) throws IOException {
        writeTenant(folder, SHOP, origin, SHOP_RULES.get(version % SHOP_RULES.size()));
    }

    private static void writeTenant(
            Path folder, String host, int origin, @org.jspecify.annotations.Nullable String rules) throws IOException {
        Path file = folder.resolve("tenants").resolve(host.replace(".example", ".yaml"));
        Path next = folder.resolve(host + ".next");
        Files.writeString(next, """
                hosts: [%s]
                upstreams:
                  main:
                    servers: ['http://127.0.0.1:%d']
                    response-timeout: 1s
                    read-timeout: 1s
                    health: {passive: {max-fails: 0}}
                rewrite: %s
                """.formatted(host, origin, rules == null ? "false" : "{rules: " + rules + "}"));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
