package dev.headrace.front.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headrace.rewriter.error.OnError;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseRunnerTest {
    private static final String THROWING =
            "{'html':'<p>a</p><b>c','handlers':[{'selector':'b','ops':[['throw','boom']]}],'settings':{%s}}";

    @Test
    void result_hasOutputErrorAndLog() throws IOException {
        CaseResult result =
                run("{'id':'x','html':'<li>A<li>B','handlers':[{'selector':'li','ops':[['append','!'],['log']]}]}");

        assertThat(result.toJson())
                .isEqualTo(json("{'id':'x','output':'<li>A!<li>B!','error':null,'log':["
                        + "{'t':'element','name':'li','ns':'http://www.w3.org/1999/xhtml','attrs':[]},"
                        + "{'t':'element','name':'li','ns':'http://www.w3.org/1999/xhtml','attrs':[]}]}"));
    }

    @Test
    void output_isBase64_whenItIsNotUtf8() throws IOException {
        assertThat(run("{'html_b64':'/w=='}").toJson().get("output_b64").textValue())
                .isEqualTo("/w==");
    }

    @Test
    void failure_isReported_whenTheRestPasses() throws IOException {
        CaseResult result = run(String.format(THROWING, "'onError':'pass'"));

        assertThat(result.toJson().get("output").textValue()).isEqualTo("<p>a</p><b>c");
        assertThat(result.error()).contains("\"b\"").contains("byte 8").contains("boom");
        assertThat(result.errorKind()).isEqualTo("handler");
    }

    @Test
    void failure_endsTheOutput_whenTheRunnerFailsByDefault() throws IOException {
        assertThat(run(String.format(THROWING, "")).toJson().get("output").textValue())
                .isEqualTo("<p>a</p>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                                  | a case should be an object
            {}                                                                  | a case needs "html"
            {'html':'x','chunks':[3,0]}                                         | cannot be 0
            {'html':'x','settings':{'onError':'retry'}}                         | should be "pass" or "fail"
            {'html':'x','settings':{'maxMemory':0}}                             | a number of bytes above 0
            {'html_b64':'§'}                                                    | not base64
            {'html':'x','handlers':{}}                                          | handlers should be an array
            {'html':'x','handlers':[{}]}                                        | handlers[0].selector should be a string
            {'html':'x','handlers':[{'selector':'a','ops':[['nosuch']]}]}       | handlers[0].ops[0]: no operation "nosuch" on an element
            {'html':'x','handlers':[{'selector':'a','ops':[['before']]}]}       | argument 1 of "before" should be a string
            {'html':'x','handlers':[{'selector':'a','text':['log']}]}           | handlers[0].text[0] should be an array
            {'html':'x','document':[{'end':[['remove']]}]}                      | no operation "remove" on the end of the document
            """)
    void mistake_isNamedWithItsPlace(String line, String message) throws IOException {
        CaseResult result = run(line);

        assertThat(result.error()).contains(message);
        assertThat(result.errorKind()).isEqualTo("case");
        assertThat(result.output()).isEmpty();
    }

    private static CaseResult run(String line) throws IOException {
        return new CaseRunner(OnError.FAIL).run(json(line));
    }

    /** JSON with apostrophes for quotation marks. */
    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
