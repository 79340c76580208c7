package dev.headrace.front.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;

/** Writes one object of JSON a line. */
final class JsonLines {
    private JsonLines() {}

    /** A generator that begins a line after each object, and leaves the stream open. */
    static JsonGenerator to(OutputStream out) throws IOException {
        JsonFactory factory = new ObjectMapper()
                .getFactory()
                .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
                .configure(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM, true);
        return factory.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    /** Ends the last line. */
    static void end(JsonGenerator json) throws IOException {
        if (json.getOutputContext().getEntryCount() > 0) {
            json.writeRaw('\n');
        }
        json.flush();
    }
}
