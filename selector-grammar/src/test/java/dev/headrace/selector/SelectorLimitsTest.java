package dev.headrace.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.headrace.selector.SelectorException.Kind;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SelectorLimitsTest {
    /** Leaves little over what the JVM reserves for itself, in which no selector at all can be parsed. */
    private static final int TINY_STACK_BYTES = 128 * 1024;

    private static final int SMALL_STACK_BYTES = 256 * 1024;
    private static final SelectorLimits LONG = new SelectorLimits(4_000_000, 32);

    @Test
    void nesting_upToTheLimit_needsLittleStack() throws Exception {
        String deepest = nested(":not(", 32);
        SelectorList parsed = onStack(SMALL_STACK_BYTES, () -> SelectorParser.parse(deepest));
        assertThat(onStack(SMALL_STACK_BYTES, parsed::toString)).isEqualTo(deepest);
    }

    @ParameterizedTest
    @ValueSource(strings = {":not(", ":is(", "a > :where(b, ", ":nth-child(2n of "})
    void nesting_beyondTheLimit_isRefusedAtTheFirstThatIsTooDeep(String opening) throws Exception {
        String tooDeep = nested(opening, 33);
        SelectorException error = onStack(TINY_STACK_BYTES, () -> SelectorErrorTest.refused(tooDeep));
        assertThat(error.kind()).isEqualTo(Kind.TOO_DEEP);
        assertThat(error.offset()).isBetween(32 * opening.length(), 33 * opening.length());
        assertThat(error.explanation()).contains("more than 32 deep");
    }

    @Test
    void nesting_countsWhatIsOpen_notWhatWasClosed() {
        assertThat(SelectorParser.parse(":not(a)".repeat(100)).selectors()).hasSize(1);
    }

    @Test
    void nesting_ofHundredThousand_isRefusedByTheLimit() throws Exception {
        String tooDeep = ":not(".repeat(100_000);
        assertThat(onStack(TINY_STACK_BYTES, () -> refused(tooDeep, LONG)).kind())
                .isEqualTo(Kind.TOO_DEEP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", ":foo(", "a:lang("})
    void brackets_thatNestNoSelector_areRefusedAtTheFirst(String opening) throws Exception {
        String tooDeep = opening.repeat(100_000);
        assertThat(onStack(TINY_STACK_BYTES, () -> refused(tooDeep, LONG)).offset())
                .isLessThan(10);
    }

    @Test
    void length_beyondTheLimit_isRefused() throws Exception {
        for (String part : new String[] {"a", "a,", ":not(", "\"", "/*", "\\", " ", "a>"}) {
            String text = part.repeat(1_048_576 / part.length());
            SelectorException error = onStack(TINY_STACK_BYTES, () -> SelectorErrorTest.refused(text));
            assertThat(error.kind()).isEqualTo(Kind.TOO_LONG);
            assertThat(error.explanation()).endsWith("UTF-16 code units long; the limit is 65536");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ".a", "[a]", ":is(a)", "a,", "a ", "a>", ":not(a,b) + "})
    void length_upToTheLimit_isParsedOnLittleStack(String part) throws Exception {
        String text = part.repeat(65_000 / part.length()) + ".z";
        assertThat(onStack(SMALL_STACK_BYTES, () -> SelectorParser.parse(text)).selectors())
                .isNotEmpty();
    }

    @Test
    void time_growsWithTheLengthOnly() {
        for (String part : new String[] {"\"", "'\\", "/*", "1e+", "\\0", "a /**/", "[a=", "+-n", "||"}) {
            String text = part.repeat(300_000);
            assertTimeout(Duration.ofSeconds(10), () -> refused(text, LONG), part);
        }
    }

    @Test
    void limits_areChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SelectorLimits(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SelectorLimits(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SelectorLimits(0, 65));
        assertThatThrownBy(() -> SelectorParser.parse(":is(a)", new SelectorLimits(100, 0)))
                .isInstanceOf(SelectorException.class);
    }

    private static String nested(String opening, int depth) {
        return opening.repeat(depth) + "a" + ")".repeat(depth);
    }

    private static SelectorException refused(String text, SelectorLimits limits) {
        return catchThrowableOfType(SelectorException.class, () -> SelectorParser.parse(text, limits));
    }

    private static <T> T onStack(int bytes, Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(null, task, "small-stack", bytes);
        thread.start();
        return task.get();
    }
}
