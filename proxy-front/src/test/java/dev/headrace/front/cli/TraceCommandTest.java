package dev.headrace.front.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceCommandTest {
    @Test
    void trace_tellsTokens_andWhatIsImplied() {
        Outcome outcome = Outcome.withInput("<!DOCTYPE html><table><tr a=1>x<!--c--></table>", "trace");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines())
                .allMatch(line -> line.startsWith("{\"event\":\"") && line.endsWith("}"))
                .anyMatch(line -> line.startsWith("{\"event\":\"doctype\",\"start\":0,\"end\":15,\"name\":\"html\""))
                .anyMatch(line -> line.contains("\"impliedElement\"") && line.contains("\"tbody\""))
                .anyMatch(line -> line.startsWith("{\"event\":\"startTag\",\"start\":22,\"end\":30,\"name\":\"tr\","
                        + "\"attributes\":[[\"a\",\"1\"]]"))
                .anyMatch(line -> line.contains("\"insertionMode\":\"in row\""))
                .anyMatch(line -> line.contains("\"comment\"") && line.contains("\"text\":\"c\""))
                .anyMatch(line -> line.contains("\"endOfFile\""));
    }

    @Test
    void namespaces_andStates_areTold() {
        assertThat(Outcome.withInput("<svg><title>x</title></svg><title>y", "trace", "-")
                        .out())
                .contains("\"namespace\":\"http://www.w3.org/2000/svg\"")
                .contains("\"state\":\"rcdata\"");
    }

    @Test
    void unknownCharset_isAMistake() {
        Outcome outcome = Outcome.of("trace", "--charset", "x");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("no encoding has the label \"x\"").hasLineCount(1);
    }
}
