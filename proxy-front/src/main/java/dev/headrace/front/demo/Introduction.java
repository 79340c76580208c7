package dev.headrace.front.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the demo prints: where it is, and lines for a shell. */
final class Introduction {
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\w./:=@%+-]+");

    private final int port;
    private final int tlsPort;
    private final DemoFolder folder;
    private final List<String> lines = new ArrayList<>();

    Introduction(int port, int tlsPort, DemoFolder folder) {
        this.port = port;
        this.tlsPort = tlsPort;
        this.folder = folder;
    }

    List<String> lines() {
        add("A front with three tenants, and an origin inside that sends the same page for all of them.");
        add("");
        add("In a browser, what each tenant's rules make of that page, and a place to change the rules:");
        add("  http://localhost:" + port + "/    in the clear, so that there is nothing to trust");
        add("  https://localhost:" + tlsPort
                + "/   the same; browsers warn of the certificate, which the demo has made");
        add("");
        add("With curl:");
        curl("The page as its origin sends it: this tenant has rewriting off.", "--http1.1", DemoTenant.PLAIN, "/");
        curl("The shop: look for nofollow, loading=\"lazy\" and \"incl. VAT\".", "--http1.1", DemoTenant.SHOP, "/");
        secure("The same over TLS and HTTP/2.", "--http2", DemoTenant.SHOP, "/");
        secure("The blog: a banner, another name, and no form.", "--http1.1", DemoTenant.BLOG, "/");
        secure("HTTP/2, and gzip undone and done again on the way.", "--http2 --compressed", DemoTenant.BLOG, "/");
        secure("Only the head: the entity tag is derived from the origin's.", "--http2 --head", DemoTenant.SHOP, "/");
        secure(
                "From an origin that takes its time: what has come is rewritten and passed on.",
                "--http2 --no-buffer",
                DemoTenant.SHOP,
                SampleSite.SLOWLY);
        add("");
        add("The configuration is in " + folder.path()
                + (folder.isKept() ? "." : ", until the demo ends; --keep DIR keeps one."));
        add("Change a file in its folder \"tenants\", and it counts at once. Ctrl-C ends the demo.");
        return List.copyOf(lines);
    }

    private void curl(String comment, String options, DemoTenant tenant, String path) {
        add("  # " + comment);
        add("  curl -sS " + options + resolve(tenant, port) + " http://" + tenant.host() + ":" + port + path);
    }

    private void secure(String comment, String options, DemoTenant tenant, String path) {
        add("  # " + comment);
        add("  curl -sS " + options + " --cacert "
                + word(folder.certificate().toString()) + resolve(tenant, tlsPort) + " https://" + tenant.host() + ":"
                + tlsPort + path);
    }

    /** curl asks nobody for the name, then, and no proxy for the page. */
    private static String resolve(DemoTenant tenant, int port) {
        return " --noproxy localhost --resolve " + tenant.host() + ":" + port + ":127.0.0.1";
    }

    /** A word of a shell. */
    private static String word(String text) {
        return PLAIN_WORD.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private void add(String line) {
        lines.add(line);
    }
}
