package dev.headrace.front.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.headrace.rewriter.HtmlRewriter;
import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.RewriteStream;
import dev.headrace.rewriter.error.Limits;
import dev.headrace.rewriter.error.OnError;
import dev.headrace.rewriter.error.RewriteException;
import dev.headrace.selector.SelectorException;
import dev.headrace.selector.SelectorParser;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Runs cases: a document, what is done to it, and how it is cut into chunks, all in one object of JSON. */
public final class CaseRunner {
    private static final int[] WHOLE = {};

    private final OnError defaultOnError;

    /**
     * A runner.
     *
     * @param defaultOnError for cases that do not say what to do when rewriting fails
     */
    public CaseRunner(OnError defaultOnError) {
        this.defaultOnError = defaultOnError;
    }

    /** Runs a case in the chunks that it asks for. */
    public CaseResult run(JsonNode line) {
        JsonNode id = id(line);
        try {
            return run(line, chunks(line.path("chunks")));
        } catch (CaseException e) {
            return CaseResult.ofBadCase(id, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Runs a case in other chunks than it asks for.
     *
     * @param chunks the sizes in turn, the last one repeating; none for the whole document at once
     */
    public CaseResult run(JsonNode line, int[] chunks) {
        JsonNode id = id(line);
        CaseLog log = new CaseLog();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String error = null;
        String kind = null;
        try {
            RewriteException failure = rewrite(line, chunks, log, output);
            if (failure != null) {
                error = failure.getMessage();
                kind = failure.kind();
            }
        } catch (CaseException e) {
            return CaseResult.ofBadCase(id, String.valueOf(e.getMessage()));
        } catch (SelectorException e) {
            error = e.getMessage();
            kind = "selector";
        } catch (UnknownEncodingException e) {
            error = e.getMessage();
            kind = "encoding";
        }
        return new CaseResult(id, output.toByteArray(), error, kind, log.events());
    }

    private @Nullable RewriteException rewrite(JsonNode line, int[] chunks, CaseLog log, ByteArrayOutputStream output) {
        if (!line.isObject()) {
            throw new CaseException("a case should be an object");
        }
        byte[] html = html(line);
        HtmlRewriter rewriter = rewriter(line, log);
        RewriteStream stream = open(rewriter, line.path("settings").path("encoding"), output);
        try {
            int start = 0;
            for (int i = 0; start < html.length; i++) {
                int size = chunks.length == 0 ? html.length : chunks[Math.min(i, chunks.length - 1)];
                int length = Math.min(size, html.length - start);
                stream.write(html, start, length);
                start += length;
            }
            stream.end();
        } catch (RewriteException e) {
            return e;
        }
        return stream.statistics().failure();
    }

    private HtmlRewriter rewriter(JsonNode line, CaseLog log) {
        HtmlRewriterBuilder builder = HtmlRewriter.builder();
        settings(line.path("settings"), builder);
        CaseOperations operations = new CaseOperations(log);
        int number = 0;
        for (JsonNode handler : array(line, "handlers")) {
            elements(handler, "handlers[" + number++ + "]", builder, operations);
        }
        number = 0;
        for (JsonNode handler : array(line, "document")) {
            document(handler, "document[" + number++ + "]", builder, operations);
        }
        return builder.build();
    }

    private void settings(JsonNode settings, HtmlRewriterBuilder builder) {
        JsonNode onError = settings.path("onError");
        builder.onError(
                switch (onError.asText("")) {
                    case "" -> defaultOnError;
                    case "pass" -> OnError.PASS;
                    case "fail" -> OnError.FAIL;
                    default -> throw new CaseException("settings.onError should be \"pass\" or \"fail\"");
                });
        if (settings.path("adjustCharset").booleanValue()) {
            builder.adjustCharset();
        }
        JsonNode maxMemory = settings.path("maxMemory");
        if (!maxMemory.isMissingNode()) {
            if (!maxMemory.isIntegralNumber() || maxMemory.longValue() <= 0) {
                throw new CaseException("settings.maxMemory should be a number of bytes above 0");
            }
            builder.limits(Limits.DEFAULT.withMaxMemory(maxMemory.longValue()));
        }
    }

    private static void elements(
            JsonNode handler, String where, HtmlRewriterBuilder builder, CaseOperations operations) {
        JsonNode selector = handler.path("selector");
        if (!selector.isTextual()) {
            throw new CaseException(where + ".selector should be a string");
        }
        String on = selector.textValue();
        SelectorParser.parse(on);
        if (handler.has("ops")) {
            builder.on(on, operations.onElement(handler.get("ops"), where + ".ops"));
        }
        if (handler.has("comments")) {
            builder.onComments(on, operations.onComment(handler.get("comments"), where + ".comments"));
        }
        if (handler.has("text")) {
            builder.onText(on, operations.onText(handler.get("text"), where + ".text"));
        }
    }

    private static void document(
            JsonNode handler, String where, HtmlRewriterBuilder builder, CaseOperations operations) {
        if (handler.has("doctype")) {
            builder.onDoctype(operations.onDoctype(handler.get("doctype"), where + ".doctype"));
        }
        if (handler.has("comments")) {
            builder.onDocumentComments(operations.onComment(handler.get("comments"), where + ".comments"));
        }
        if (handler.has("text")) {
            builder.onDocumentText(operations.onText(handler.get("text"), where + ".text"));
        }
        if (handler.has("end")) {
            builder.onEnd(operations.onEnd(handler.get("end"), where + ".end"));
        }
    }

    private static RewriteStream open(HtmlRewriter rewriter, JsonNode encoding, ByteArrayOutputStream output) {
        try {
            return rewriter.open(output::write, encoding.asText("utf-8"));
        } catch (IllegalArgumentException e) {
            throw new UnknownEncodingException(e);
        }
    }

    private static JsonNode id(JsonNode line) {
        JsonNode id = line.path("id");
        return id.isMissingNode() ? NullNode.getInstance() : id;
    }

    private static byte[] html(JsonNode line) {
        JsonNode html = line.path("html");
        if (html.isTextual()) {
            return html.textValue().getBytes(StandardCharsets.UTF_8);
        }
        JsonNode base64 = line.path("html_b64");
        if (!base64.isTextual()) {
            throw new CaseException("a case needs \"html\", or \"html_b64\", a string");
        }
        try {
            return Base64.getDecoder().decode(base64.textValue());
        } catch (IllegalArgumentException e) {
            throw new CaseException("html_b64 is not base64: " + e.getMessage());
        }
    }

    private static JsonNode array(JsonNode line, String field) {
        JsonNode array = line.path(field);
        if (!array.isMissingNode() && !array.isNull() && !array.isArray()) {
            throw new CaseException(field + " should be an array");
        }
        return array;
    }

    private static int[] chunks(JsonNode chunks) {
        if (chunks.isMissingNode() || chunks.isNull()) {
            return WHOLE;
        }
        int[] sizes = new int[chunks.isArray() ? chunks.size() : 1];
        for (int i = 0; i < sizes.length; i++) {
            JsonNode size = chunks.isArray() ? chunks.get(i) : chunks;
            if (!size.canConvertToInt() || size.intValue() < 0) {
                throw new CaseException("chunks should be a size in bytes, or an array of sizes");
            }
            sizes[i] = size.intValue();
        }
        if (sizes.length > 0 && sizes[sizes.length - 1] == 0) {
            throw new CaseException("the last of the chunks' sizes repeats, and cannot be 0");
        }
        return sizes;
    }

    /** No encoding has the label that a case asks for. */
    private static final class UnknownEncodingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownEncodingException(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
