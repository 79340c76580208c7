package dev.headrace.front.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headrace.rewriter.content.Content;

/**
 * One operation of a case: an array with a name and arguments.
 *
 * @param where its place in the case, for errors
 */
record Operation(String name, JsonNode array, String where) {
    static Operation of(JsonNode array, String where) {
        if (!array.isArray() || !array.path(0).isTextual()) {
            throw new CaseException(where + " should be an array that begins with the name of an operation");
        }
        return new Operation(array.get(0).textValue(), array, where);
    }

    String text(int argument) {
        JsonNode value = array.path(argument);
        if (!value.isTextual()) {
            throw new CaseException(where + ": argument " + argument + " of \"" + name + "\" should be a string");
        }
        return value.textValue();
    }

    /** The first argument; HTML if the second one says so. */
    Content content() {
        String characters = text(1);
        return array.path(2).booleanValue() ? Content.html(characters) : Content.text(characters);
    }

    JsonNode operations() {
        return array.path(1);
    }

    CaseException unknown(String unit) {
        return new CaseException(where + ": no operation \"" + name + "\" on " + unit);
    }
}
