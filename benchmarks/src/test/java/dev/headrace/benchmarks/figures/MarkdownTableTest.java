package dev.headrace.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    @Test
    void text_standsLeft_figuresStandRight() {
        MarkdownTable table = new MarkdownTable(1, List.of("case", "MB/s"));
        table.add(List.of("star", "281"));
        table.add(List.of("starattr", "1190.5"));
        assertThat(table.toString()).isEqualTo("""
                | case     |   MB/s |
                |----------|-------:|
                | star     |    281 |
                | starattr | 1190.5 |
                """);
    }

    @Test
    void bar_inACell_isEscaped() {
        MarkdownTable table = new MarkdownTable(1, List.of("selector"));
        table.add(List.of("*|a"));
        assertThat(table.toString()).contains("| *\\|a ");
    }

    @Test
    void row_ofAnotherLength_isRefused() {
        MarkdownTable table = new MarkdownTable(1, List.of("case", "MB/s"));
        assertThatThrownBy(() -> table.add(List.of("star")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 cells for 2 columns");
    }
}
