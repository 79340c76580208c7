package dev.headrace.benchmarks.engines;

import dev.headrace.rewriter.io.OutputSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.sax.HtmlParser;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The parser of the Nu Html Checker: parses into SAX events that nobody looks at, and writes nothing. */
public final class NuValidatorEngine implements Engine {
    private final HtmlParser parser = new HtmlParser(XmlViolationPolicy.ALLOW);

    /** Makes a parser that is used again for each page. */
    public NuValidatorEngine() {
        parser.setContentHandler(new DefaultHandler());
    }

    @Override
    public void rewrite(byte[] page, int chunk, OutputSink sink) throws IOException, SAXException {
        InputSource source = new InputSource(new ByteArrayInputStream(page));
        source.setEncoding("utf-8");
        parser.parse(source);
    }
}
