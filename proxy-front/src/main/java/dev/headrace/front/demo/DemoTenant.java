package dev.headrace.front.demo;

/** The demo's tenants. Each has the same page at its origin, and rules of its own. */
enum DemoTenant {
    SHOP("Shop", "Marks links that lead away, loads pictures late, completes prices, and puts on a style sheet.", true),
    BLOG("Blog", "Puts a banner on top, takes away the form and the comments, and changes a name in the text.", true),
    PLAIN("Plain", "Has rewriting off: what the origin sends arrives byte for byte.", false);

    private final String title;
    private final String summary;
    private final boolean rewriting;

    DemoTenant(String title, String summary, boolean rewriting) {
        this.title = title;
        this.summary = summary;
        this.rewriting = rewriting;
    }

    /** As in the name of its file. */
    String key() {
        return switch (this) {
            case SHOP -> "shop";
            case BLOG -> "blog";
            case PLAIN -> "plain";
        };
    }

    /** Its host. Names under {@code localhost} are this machine's everywhere (RFC 6761 §6.3). */
    String host() {
        return key() + ".localhost";
    }

    String title() {
        return title;
    }

    String summary() {
        return summary;
    }

    /** Whether it has a file of rules. */
    boolean isRewriting() {
        return rewriting;
    }
}
