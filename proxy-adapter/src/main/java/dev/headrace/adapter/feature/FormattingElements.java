package dev.headrace.adapter.feature;

import dev.headrace.rewriter.content.EndTag;
import java.util.Set;

/** Elements that the parser opens again, without a tag, where the end of a block has ended them (WHATWG HTML §13.2.4.3). Handlers do not see that. */
final class FormattingElements {
    private static final Set<String> NAMES =
            Set.of("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u");

    private FormattingElements() {}

    /** Whether what ends here may go on. */
    static boolean mayGoOn(EndTag end) {
        return end.isImplied() && NAMES.contains(end.name());
    }
}
