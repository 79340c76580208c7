package dev.headrace.front.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CasesCommandTest {
    @Test
    void results_comeInOrder_andABadLineStopsNothing() {
        String lines = """
                {"id":1,"html":"<b>é","handlers":[{"selector":"b","ops":[["append","!"]]}]}
                {"id":

                {"id":"three","html":"<b>","handlers":[{"selector":"b:hover"}]}
                {"id":4,"html":"<b>"} {}
                {"id":5,"html":"<b>"}
                """;

        Outcome outcome = Outcome.withInput(lines, "cases");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("{\"id\":1,\"output\":\"<b>é!\",\"error\":null,\"log\":[]}"),
                        line -> assertThat(line)
                                .startsWith("{\"id\":null,")
                                .contains("line 2: ", "\"errorKind\":\"case\""),
                        line -> assertThat(line)
                                .startsWith("{\"id\":\"three\",")
                                .contains("\"errorKind\":\"selector\""),
                        line -> assertThat(line)
                                .startsWith("{\"id\":null,")
                                .contains("line 5: ", "\"errorKind\":\"case\""),
                        line -> assertThat(line).startsWith("{\"id\":5,\"output\":\"<b>\""));
    }

    @Test
    void onError_isForCasesThatDoNotSay() {
        String line = "{\"html\":\"a<b>\",\"handlers\":[{\"selector\":\"b\",\"ops\":[[\"throw\",\"x\"]]}]}";

        assertThat(Outcome.withInput(line, "cases").out()).contains("\"output\":\"a<b>\"");
        assertThat(Outcome.withInput(line, "cases", "--on-error", "fail").out()).contains("\"output\":\"a\"");
    }
}
