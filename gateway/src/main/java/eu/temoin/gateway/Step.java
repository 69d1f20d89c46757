package eu.temoin.gateway;

/** Where a request goes after a stage. */
sealed interface Step {
    Next NEXT = new Next();
    Here HERE = new Here();

    /** On to the next stage, and after the last one to the site. */
    record Next() implements Step {}

    /** Answered here, by {@link LocalPages}. */
    record Here() implements Step {}

    /** Answered at once, with a page of ours. */
    record Refuse(Refusal refusal) implements Step {}
}
