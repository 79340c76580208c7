package dev.headrace.benchmarks.engines;

import dev.headrace.rewriter.io.OutputSink;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.attoparser.AbstractMarkupHandler;
import org.attoparser.MarkupParser;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;

/** AttoParser: parses into events that nobody looks at, as HTML, and writes nothing. */
public final class AttoParserEngine implements Engine {
    private final MarkupParser parser = new MarkupParser(ParseConfiguration.htmlConfiguration());

    @Override
    public void rewrite(byte[] page, int chunk, OutputSink sink) throws ParseException {
        parser.parse(
                new InputStreamReader(new ByteArrayInputStream(page), StandardCharsets.UTF_8),
                new AbstractMarkupHandler() {});
    }
}
