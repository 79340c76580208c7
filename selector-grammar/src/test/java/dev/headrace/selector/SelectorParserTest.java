package dev.headrace.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorParserTest {
    @Test
    void typeSelector_keepsTheCaseWritten() {
        assertThat(simple("linearGradient")).isEqualTo(new TypeSelector(NamespaceMatch.ANY, "linearGradient"));
    }

    @Test
    void namespace_ofElement_isAnyUnlessEmpty() {
        assertThat(simple("*|a")).isEqualTo(new TypeSelector(NamespaceMatch.ANY, "a"));
        assertThat(simple("|a")).isEqualTo(new TypeSelector(NamespaceMatch.NONE, "a"));
        assertThat(simple("*")).isEqualTo(new UniversalSelector(NamespaceMatch.ANY));
        assertThat(simple("*|*")).isEqualTo(new UniversalSelector(NamespaceMatch.ANY));
        assertThat(simple("|*")).isEqualTo(new UniversalSelector(NamespaceMatch.NONE));
    }

    @Test
    void namespace_ofAttribute_isNoneUnlessStar() {
        assertThat(simple("[href]")).isEqualTo(present(NamespaceMatch.NONE, "href"));
        assertThat(simple("[|href]")).isEqualTo(present(NamespaceMatch.NONE, "href"));
        assertThat(simple("[*|href]")).isEqualTo(present(NamespaceMatch.ANY, "href"));
        assertThat(simple("[xlink\\:href]")).isEqualTo(present(NamespaceMatch.NONE, "xlink:href"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "[a=b], EQUALS, DEFAULT",
                "[a~=b], INCLUDES, DEFAULT",
                "[a|=b], DASH_MATCH, DEFAULT",
                "[a^='b'], PREFIX, DEFAULT",
                "[ a $= \"b\" ], SUFFIX, DEFAULT",
                "[a/**/*=/**/b], SUBSTRING, DEFAULT",
                "[a=b i], EQUALS, ASCII_INSENSITIVE",
                "[a=\"b\"I], EQUALS, ASCII_INSENSITIVE",
                "[a='b'/**/s ], EQUALS, SENSITIVE",
                "[a=b \\69 ], EQUALS, ASCII_INSENSITIVE",
            })
    void attributeSelector(String css, AttributeOperator operator, CaseSensitivity caseSensitivity) {
        assertThat(simple(css))
                .isEqualTo(new AttributeSelector(NamespaceMatch.NONE, "a", operator, "b", caseSensitivity));
    }

    @Test
    void attributeFlagLetters_areNamesAndValuesElsewhere() {
        assertThat(simple("[i=s i]"))
                .isEqualTo(new AttributeSelector(
                        NamespaceMatch.NONE, "i", AttributeOperator.EQUALS, "s", CaseSensitivity.ASCII_INSENSITIVE));
    }

    @Test
    void compoundSelector_keepsTheOrderWritten() {
        assertThat(compound("a#b.c[d]:root").simpleSelectors())
                .containsExactly(
                        new TypeSelector(NamespaceMatch.ANY, "a"),
                        new IdSelector("b"),
                        new ClassSelector("c"),
                        present(NamespaceMatch.NONE, "d"),
                        new PseudoClass.Root());
    }

    @Test
    void complexSelector_hasACombinatorBetweenEachTwoCompounds() {
        ComplexSelector selector = complex("a>b + c\t~/**/ d /**/ e\ff");
        assertThat(selector.combinators())
                .containsExactly(
                        Combinator.CHILD,
                        Combinator.NEXT_SIBLING,
                        Combinator.SUBSEQUENT_SIBLING,
                        Combinator.DESCENDANT,
                        Combinator.DESCENDANT);
        assertThat(selector.subject()).hasToString("f");
    }

    @Test
    void list_isSplitAtCommasOfItsOwn() {
        assertThat(SelectorParser.parse(" a , :is(b, c) /**/,[d=','] ").selectors())
                .extracting(ComplexSelector::toString)
                .containsExactly("a", ":is(b, c)", "[d=\",\"]");
    }

    @Test
    void logicalPseudoClasses_takeComplexSelectors() {
        SelectorList argument = SelectorParser.parse("a > b, c");
        assertThat(simple(":not(a > b, c)")).isEqualTo(new PseudoClass.Not(argument));
        assertThat(simple(":is(a > b, c)")).isEqualTo(new PseudoClass.Is(argument));
        assertThat(simple(":where( a > b, c )")).isEqualTo(new PseudoClass.Where(argument));
    }

    @ParameterizedTest
    @ValueSource(strings = {":is()", ":is( )", ":is(/**/)", ":is(,)", ":is( , , )"})
    void forgivingList_mayBeEmpty(String css) {
        assertThat(simple(css)).isEqualTo(new PseudoClass.Is(new SelectorList(List.of())));
    }

    @Test
    void forgivingList_leavesOutWhatIsMissing() {
        assertThat(simple(":where(,a,,b ,)")).hasToString(":where(a, b)");
    }

    @ParameterizedTest
    @CsvSource({
        ":ROOT, :root",
        ":First-Child, :first-child",
        ":FIRST-of-type, :first-of-type",
        ":NOT(a), :not(a)",
        ":Nth-Child(2N+1 OF a), :nth-child(2n+1 of a)",
        ":Lang(EN), :lang(\"EN\")",
        ":any-lin\\6b, :any-link",
        ":/**/root, :root",
    })
    void pseudoClassNames_ignoreCase(String css, String plain) {
        assertThat(simple(css)).hasToString(plain);
    }

    @Test
    void wordsOfTheArguments_areOrdinaryNamesElsewhere() {
        assertThat(SelectorParser.parse("of odd n root -n- i:nth-child(n of of > n)"))
                .hasToString("of odd n root -n- i:nth-child(n of of > n)");
    }

    @Test
    void nthChild_of_takesASelectorList() {
        assertThat(simple(":nth-child( odd of .a , b > c )"))
                .isEqualTo(new PseudoClass.NthChild(new AnPlusB(2, 1), SelectorParser.parse(".a, b > c")));
        assertThat(simple(":nth-child(2n/**/of.a)"))
                .isEqualTo(new PseudoClass.NthChild(new AnPlusB(2, 0), SelectorParser.parse(".a")));
    }

    @Test
    void lang_takesIdentifiersAndStrings() {
        assertThat(simple(":lang(de, '*-Latn' ,\"\")")).isEqualTo(new PseudoClass.Lang(List.of("de", "*-Latn", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ta\n", "/**/a", "a/* unlike // this */", " /*x*/ /*y*/ a", "/***/a", "/* * / **/a"})
    void whitespaceAndComments_aroundASelectorMeanNothing(String css) {
        assertThat(simple(css)).isEqualTo(new TypeSelector(NamespaceMatch.ANY, "a"));
    }

    @Test
    void hyphens_canBeginIdentifiers() {
        assertThat(compound("--.--a.-b.-\\31").simpleSelectors())
                .containsExactly(
                        new TypeSelector(NamespaceMatch.ANY, "--"),
                        new ClassSelector("--a"),
                        new ClassSelector("-b"),
                        new ClassSelector("-1"));
    }

    static SimpleSelector simple(String css) {
        List<SimpleSelector> simpleSelectors = compound(css).simpleSelectors();
        assertThat(simpleSelectors).hasSize(1);
        return simpleSelectors.get(0);
    }

    private static CompoundSelector compound(String css) {
        ComplexSelector complex = complex(css);
        assertThat(complex.combinators()).isEmpty();
        return complex.subject();
    }

    private static ComplexSelector complex(String css) {
        List<ComplexSelector> selectors = SelectorParser.parse(css).selectors();
        assertThat(selectors).hasSize(1);
        return selectors.get(0);
    }

    private static AttributeSelector present(NamespaceMatch namespace, String name) {
        return new AttributeSelector(namespace, name, AttributeOperator.EXISTS, "", CaseSensitivity.DEFAULT);
    }
}
