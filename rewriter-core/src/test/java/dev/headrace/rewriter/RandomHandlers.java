package dev.headrace.rewriter;

import dev.headrace.rewriter.content.Comment;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Doctype;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.EndTag;
import dev.headrace.rewriter.content.Rewritable;
import dev.headrace.rewriter.content.TextChunk;
import dev.headrace.rewriter.error.OnError;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Handlers of all kinds by seed, one of which may throw at one of its calls. All that they do depends on what they see, not on how
 * a document was cut: text is changed letter by letter, every letter, and else at its end only. For one document.
 */
final class RandomHandlers {
    private static final String[] SELECTORS = {
        "*",
        "p",
        "a",
        "b",
        "div",
        "td",
        "table *",
        "svg *",
        "p > *",
        "[class]",
        ":nth-child(2n+1)",
        "html",
        "body",
        "title",
        "script",
        "li + li",
        "template *",
        "option",
        "*:not(div)",
        "a b",
        "i",
        "style",
        "select",
        "textarea",
        ".c1",
        "#i2",
        "[class].c2",
        "body[id]",
        ":is(.c3, td)",
        ":not(.c1)",
        ".c4 > #i1"
    };

    /** What the handlers saw, in order, each text node in one. */
    final List<String> calls = new ArrayList<>();

    private final Random random;
    private final boolean readOnly;
    private int callsUntilThrow;

    /** @param readOnly whether no handler changes anything */
    RandomHandlers(long seed, boolean readOnly) {
        random = new Random(seed);
        this.readOnly = readOnly;
        callsUntilThrow = random.nextBoolean() ? random.nextInt(40) : Integer.MAX_VALUE;
    }

    HtmlRewriter rewriter(OnError onError) {
        HtmlRewriterBuilder builder = HtmlRewriter.builder().onError(onError);
        if (random.nextInt(4) == 0) {
            builder.countLines();
        }
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            add(builder, i, SELECTORS[random.nextInt(SELECTORS.length)]);
        }
        return builder.build();
    }

    private void add(HtmlRewriterBuilder builder, int number, String selector) {
        int operation = random.nextInt(18);
        switch (random.nextInt(13)) {
            case 0, 1, 2 -> builder.on(selector, e -> element(number, operation, e));
            case 3 -> builder.onIncludingImplied(selector, e -> element(number, operation, e));
            case 4, 5 -> {
                StringBuilder node = new StringBuilder();
                builder.onText(selector, t -> text(number, operation, node, t));
            }
            case 6 -> {
                StringBuilder node = new StringBuilder();
                builder.onDocumentText(t -> text(number, operation, node, t));
            }
            case 7 -> {
                StringBuilder node = new StringBuilder();
                builder.onWholeText(selector, t -> text(number, operation, node, t));
            }
            case 12 -> builder.onDocumentTextRuns(t -> run(operation, t));
            case 8 -> builder.onComments(selector, c -> comment(number, operation, c));
            case 9 -> builder.onDocumentComments(c -> comment(number, operation, c));
            case 10 -> builder.onDoctype(d -> doctype(number, operation, d));
            default -> {
                builder.onEnd(end -> {
                    called(number, "end");
                    if (!readOnly) {
                        end.append(Content.text("<end>"));
                    }
                });
                builder.onBailOut(bailOut -> {
                    calls.add(number + " bail-out " + bailOut.reason().getMessage());
                    if (!readOnly) {
                        bailOut.append(Content.text("<bail-out>"));
                    }
                });
            }
        }
    }

    private void called(int number, String what) {
        calls.add(number + " " + what);
        if (callsUntilThrow-- == 0) {
            throw new UnsupportedOperationException("as the seed says");
        }
    }

    private void element(int number, int operation, Element e) {
        String what = e.sourceTagName() + "|" + e.tagName() + e.attributes() + e.source() + e.namespaceUri();
        if (operation % 2 == 0) {
            e.onEndTag(end -> endTag(number, operation, end));
        }
        if (!readOnly) {
            change(operation, e);
        }
        called(number, what);
    }

    private static void change(int operation, Element e) {
        switch (operation) {
            case 0 -> e.setAttribute("Data-x", "\"&amp;'<");
            case 1 -> e.removeAttribute("class");
            case 2, 3 -> e.prepend(Content.text("<prepended>"));
            case 4, 5 -> e.append(Content.html("<!--appended-->"));
            case 6 -> e.setInnerContent(Content.html("inner"));
            case 7 -> e.removeAndKeepContent();
            case 8 -> e.setTagName("x-renamed");
            case 9 -> e.attributes().forEach(a -> e.setAttribute(a.name(), a.value()));
            case 10 -> {
                if (e.hasAttribute("href")) {
                    e.passRest();
                }
            }
            default -> change(operation, (Rewritable) e);
        }
    }

    private static void change(int operation, Rewritable unit) {
        switch (operation) {
            case 11 -> unit.before(Content.html("<before>"));
            case 12 -> unit.after(Content.html("<after>"));
            case 13 -> unit.replace(Content.text("(replaced)"));
            case 14 -> unit.remove();
            default -> {}
        }
    }

    private void endTag(int number, int operation, EndTag end) {
        String what = "/" + end.name() + end.isImplied() + end.source();
        if (!readOnly) {
            change(operation / 2 + 8, end);
        }
        called(number, what);
    }

    private void text(int number, int operation, StringBuilder node, TextChunk chunk) {
        node.append(chunk.text());
        if (!readOnly && operation < 6) {
            chunk.setText(chunk.text().replaceAll("(?s).", "$0."));
        }
        if (!readOnly && operation == 14) {
            chunk.remove();
        }
        if (chunk.isLastInTextNode()) {
            if (!readOnly && (operation == 11 || operation == 12)) {
                change(operation, chunk);
            }
            String what = chunk.type() + " " + node;
            node.setLength(0);
            called(number, what);
        }
    }

    /** Neither tells of the call nor throws: when it is called, beside others, depends on where the bytes were cut. */
    private void run(int operation, TextChunk chunk) {
        if (!readOnly && operation < 6) {
            chunk.setText(chunk.text().replaceAll("(?s).", "$0-"));
        }
        if (!readOnly && operation > 3 && operation < 9) {
            byte[] bytes = new byte[chunk.byteLength()];
            chunk.getBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = bytes[i] == ' ' ? (byte) '_' : bytes[i];
            }
            chunk.setBytes(bytes, 0, bytes.length);
        }
    }

    private void comment(int number, int operation, Comment comment) {
        String what = "<!--" + comment.text() + comment.source();
        if (!readOnly) {
            if (operation < 6) {
                comment.setText("set");
            }
            change(operation, comment);
        }
        called(number, what);
    }

    private void doctype(int number, int operation, Doctype doctype) {
        String what = doctype.name() + "|" + doctype.publicId() + "|" + doctype.systemId() + doctype.source();
        if (!readOnly) {
            change(operation, doctype);
        }
        called(number, what);
    }
}
