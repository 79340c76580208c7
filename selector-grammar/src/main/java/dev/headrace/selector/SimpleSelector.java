package dev.headrace.selector;

/** One condition on one element (Selectors 4, section 3.1). */
public sealed interface SimpleSelector
        permits TypeSelector, UniversalSelector, IdSelector, ClassSelector, AttributeSelector, PseudoClass {
    /** What this condition adds to the specificity of its selector (Selectors 4, Calculating specificity). */
    Specificity specificity();
}
