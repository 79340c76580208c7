package dev.headrace.selector;

import dev.headrace.selector.grammar.SelectorsParser.AnPlusBContext;
import dev.headrace.selector.grammar.SelectorsParser.AttributeContext;
import dev.headrace.selector.grammar.SelectorsParser.AttributeOperatorContext;
import dev.headrace.selector.grammar.SelectorsParser.AttributeSelectorContext;
import dev.headrace.selector.grammar.SelectorsParser.ClassSelectorContext;
import dev.headrace.selector.grammar.SelectorsParser.CombinatorContext;
import dev.headrace.selector.grammar.SelectorsParser.ComplexSelectorContext;
import dev.headrace.selector.grammar.SelectorsParser.CompoundSelectorContext;
import dev.headrace.selector.grammar.SelectorsParser.IdSelectorContext;
import dev.headrace.selector.grammar.SelectorsParser.LanguageRangeContext;
import dev.headrace.selector.grammar.SelectorsParser.NamespacePrefixContext;
import dev.headrace.selector.grammar.SelectorsParser.PseudoClassContext;
import dev.headrace.selector.grammar.SelectorsParser.PseudoClassSelectorContext;
import dev.headrace.selector.grammar.SelectorsParser.SelectorListContext;
import dev.headrace.selector.grammar.SelectorsParser.SubclassSelectorContext;
import dev.headrace.selector.grammar.SelectorsParser.TypeSelectorContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Turns the parse tree of a selector into its syntax tree. Recursion is as deep as pseudo-classes are nested. */
final class AstBuilder {
    private AstBuilder() {}

    static SelectorList selectorList(SelectorListContext context) {
        return selectors(context.complexSelector());
    }

    private static SelectorList selectors(List<ComplexSelectorContext> contexts) {
        return new SelectorList(
                contexts.stream().map(AstBuilder::complexSelector).toList());
    }

    private static ComplexSelector complexSelector(ComplexSelectorContext context) {
        return new ComplexSelector(
                context.compoundSelector().stream()
                        .map(AstBuilder::compoundSelector)
                        .toList(),
                context.combinator().stream().map(AstBuilder::combinator).toList());
    }

    private static Combinator combinator(CombinatorContext context) {
        if (context.GREATER() != null) {
            return Combinator.CHILD;
        }
        if (context.PLUS() != null) {
            return Combinator.NEXT_SIBLING;
        }
        return context.TILDE() != null ? Combinator.SUBSEQUENT_SIBLING : Combinator.DESCENDANT;
    }

    private static CompoundSelector compoundSelector(CompoundSelectorContext context) {
        List<SimpleSelector> simpleSelectors = new ArrayList<>();
        if (context.typeSelector() != null) {
            simpleSelectors.add(typeSelector(context.typeSelector()));
        }
        for (SubclassSelectorContext subclass : context.subclassSelector()) {
            simpleSelectors.add(subclassSelector(subclass));
        }
        return new CompoundSelector(simpleSelectors);
    }

    private static SimpleSelector typeSelector(TypeSelectorContext context) {
        NamespaceMatch namespace = namespace(context.namespacePrefix(), NamespaceMatch.ANY);
        return context.IDENT() == null
                ? new UniversalSelector(namespace)
                : new TypeSelector(namespace, identifier(context.IDENT()));
    }

    private static NamespaceMatch namespace(@Nullable NamespacePrefixContext prefix, NamespaceMatch unprefixed) {
        if (prefix == null) {
            return unprefixed;
        }
        return prefix.STAR() == null ? NamespaceMatch.NONE : NamespaceMatch.ANY;
    }

    private static SimpleSelector subclassSelector(SubclassSelectorContext context) {
        if (context instanceof IdSelectorContext id) {
            return new IdSelector(CssEscapes.identifier(id.ID_HASH().getText().substring(1)));
        }
        if (context instanceof ClassSelectorContext named) {
            return new ClassSelector(identifier(named.IDENT()));
        }
        if (context instanceof AttributeSelectorContext attribute) {
            return attribute(attribute.attribute());
        }
        return pseudoClass(((PseudoClassSelectorContext) context).pseudoClass());
    }

    private static AttributeSelector attribute(AttributeContext context) {
        NamespaceMatch namespace = namespace(context.namespacePrefix(), NamespaceMatch.NONE);
        String name = CssEscapes.identifier(context.name.getText());
        if (context.attributeOperator() == null) {
            return new AttributeSelector(namespace, name, AttributeOperator.EXISTS, "", CaseSensitivity.DEFAULT);
        }
        String value = identifierOrString(context.value.getText());
        return new AttributeSelector(
                namespace, name, operator(context.attributeOperator()), value, caseSensitivity(context.CASE_FLAG()));
    }

    private static AttributeOperator operator(AttributeOperatorContext context) {
        String css = context.getText();
        for (AttributeOperator operator : AttributeOperator.values()) {
            if (operator.css().equals(css)) {
                return operator;
            }
        }
        throw new AssertionError("an operator of the grammar that the syntax tree lacks: " + css);
    }

    private static CaseSensitivity caseSensitivity(@Nullable TerminalNode flag) {
        if (flag == null) {
            return CaseSensitivity.DEFAULT;
        }
        return CssEscapes.lowerCaseAscii(identifier(flag)).equals("i")
                ? CaseSensitivity.ASCII_INSENSITIVE
                : CaseSensitivity.SENSITIVE;
    }

    private static PseudoClass pseudoClass(PseudoClassContext context) {
        if (context.NOT() != null) {
            return new PseudoClass.Not(selectorList(context.selectorList()));
        }
        if (context.IS() != null) {
            return new PseudoClass.Is(selectors(context.forgivingSelectorList().complexSelector()));
        }
        if (context.WHERE() != null) {
            return new PseudoClass.Where(
                    selectors(context.forgivingSelectorList().complexSelector()));
        }
        if (context.NTH_CHILD() != null) {
            SelectorList of = context.selectorList() == null ? null : selectorList(context.selectorList());
            return new PseudoClass.NthChild(anPlusB(context.anPlusB()), of);
        }
        if (context.NTH_OF_TYPE() != null) {
            return new PseudoClass.NthOfType(anPlusB(context.anPlusB()));
        }
        if (context.LANG() != null) {
            return new PseudoClass.Lang(context.languageRange().stream()
                    .map(AstBuilder::languageRange)
                    .toList());
        }
        return plainPseudoClass(context);
    }

    private static PseudoClass plainPseudoClass(PseudoClassContext context) {
        if (context.ROOT() != null) {
            return new PseudoClass.Root();
        }
        if (context.FIRST_CHILD() != null) {
            return new PseudoClass.NthChild(AnPlusB.FIRST, null);
        }
        return context.FIRST_OF_TYPE() != null ? new PseudoClass.NthOfType(AnPlusB.FIRST) : new PseudoClass.AnyLink();
    }

    private static String languageRange(LanguageRangeContext context) {
        return identifierOrString(context.getText());
    }

    private static AnPlusB anPlusB(AnPlusBContext context) {
        if (context.ODD() != null) {
            return new AnPlusB(2, 1);
        }
        if (context.EVEN() != null) {
            return new AnPlusB(2, 0);
        }
        if (context.joined != null) {
            String source = CssEscapes.identifier(context.joined.getText());
            int n = source.indexOf('n') >= 0 ? source.indexOf('n') : source.indexOf('N');
            return new AnPlusB(coefficient(source.substring(0, n)), integer(source.substring(n + 1)));
        }
        if (context.stepDash() != null) {
            return new AnPlusB(step(context.stepDash().getText()), integer("-" + context.b.getText()));
        }
        if (context.step() == null) {
            return new AnPlusB(0, integer(context.b.getText()));
        }
        String sign = context.sign == null ? "" : context.sign.getText();
        int offset = context.b == null ? 0 : integer(sign + context.b.getText());
        return new AnPlusB(step(context.step().getText()), offset);
    }

    /** The number in front of the {@code n}. */
    private static int step(String source) {
        String term = CssEscapes.identifier(source);
        int end = term.endsWith("-") ? term.length() - 2 : term.length() - 1;
        return coefficient(term.substring(0, end));
    }

    private static int coefficient(String source) {
        boolean withoutDigits = source.isEmpty() || source.equals("+") || source.equals("-");
        return integer(withoutDigits ? source + "1" : source);
    }

    /** The value of an integer of any length, clamped to the range of {@code int}. */
    private static int integer(String source) {
        boolean negative = source.startsWith("-");
        long value = 0;
        for (int i = negative || source.startsWith("+") ? 1 : 0; i < source.length(); i++) {
            value = Math.min(value * 10 + (source.charAt(i) - '0'), -(long) Integer.MIN_VALUE);
        }
        return (int) (negative ? -value : Math.min(value, Integer.MAX_VALUE));
    }

    private static String identifier(TerminalNode node) {
        return CssEscapes.identifier(node.getText());
    }

    private static String identifierOrString(String source) {
        boolean quoted = source.charAt(0) == '"' || source.charAt(0) == '\'';
        return quoted ? CssEscapes.string(source) : CssEscapes.identifier(source);
    }
}
