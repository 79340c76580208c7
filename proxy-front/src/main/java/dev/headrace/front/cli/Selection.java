package dev.headrace.front.cli;

import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.SourceRange;
import dev.headrace.rewriter.error.HandlerException;
import dev.headrace.rewriter.error.OnError;
import dev.headrace.rewriter.error.RewriteException;
import dev.headrace.selector.SelectorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the matches of many selectors in many files: the selectors are compiled once. */
final class Selection {
    private final MatchWriter matches;
    private final Console console;

    /** The selectors and places already written, where the same element may match again by a late tag. */
    private final Set<List<Object>> documentElements = new HashSet<>();

    private final HtmlRewriterBuilder builder = HtmlRewriter.builder().onError(OnError.FAIL);

    Selection(Console console) {
        this.matches = new MatchWriter(console.out());
        this.console = console;
    }

    /** Adds a selector; answers why it is refused, or null. */
    @Nullable
    String add(String selector) {
        try {
            byte[] head = MatchWriter.head(selector);
            builder.on(selector, element -> match(selector, head, element));
            return null;
        } catch (SelectorException e) {
            return Failures.oneLine(e.getMessage());
        }
    }

    /** Writes all matches; answers whether every file was read to its end. The others were reported. */
    boolean run(List<String> files, @Nullable String charset) throws IOException {
        HtmlRewriter rewriter = builder.build();
        boolean all = true;
        for (String name : files) {
            matches.file(name);
            documentElements.clear();
            try (InputStream in = open(name)) {
                rewriter.rewrite(in, OutputStream.nullOutputStream(), charset);
            } catch (HandlerException e) {
                if (e.getCause() instanceof WriteException write) {
                    throw write.failure();
                }
                throw e;
            } catch (RewriteException e) {
                console.err().println("headrace: " + name + ": " + Failures.oneLine(e.getMessage()));
                all = false;
            } catch (IOException e) {
                console.err().println("headrace: " + Failures.describe(name, e));
                all = false;
            }
        }
        console.out().flush();
        return all;
    }

    private InputStream open(String name) throws IOException {
        InputFile input = InputFile.of(name);
        InputStream in = input.open(console);
        return console.interactive() ? new Progress(in, input.size(), console.err()) : in;
    }

    /** An element is written once, at its first tag, also where a late {@code <html>} or {@code <body>} tag matches again. */
    private void match(String selector, byte[] head, Element element) throws WriteException {
        SourceRange source = element.firstTag();
        boolean mayMatchAgain =
                element.tagName().equals("html") || element.tagName().equals("body");
        if (mayMatchAgain && !documentElements.add(List.of(selector, source.start()))) {
            return;
        }
        try {
            matches.write(head, source.start(), source.end(), element.tagName());
        } catch (IOException e) {
            throw new WriteException(e);
        }
    }

    /** The matches could not be written: no file's fault. */
    private static final class WriteException extends Exception {
        private static final long serialVersionUID = 1L;

        private final IOException failure;

        WriteException(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        IOException failure() {
            return failure;
        }
    }
}
