package dev.headrace.rewriter.token;

/** The namespaces that an HTML parser puts elements into, as small numbers (DOM §1, Infra §8). */
public final class Namespace {
    public static final int HTML = 0;
    public static final int SVG = 1;
    public static final int MATHML = 2;

    private static final String[] URIS = {
        "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"
    };

    private Namespace() {}

    /** The namespace's URI. */
    public static String uri(int namespace) {
        return URIS[namespace];
    }
}
