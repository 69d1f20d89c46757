package eu.temoin.server;

import eu.temoin.centre.CentreTexts;
import eu.temoin.enforcement.PublicSuffixList;
import eu.temoin.register.BuiltInTexts;
import eu.temoin.register.RegisterReader;

/** The reader of registers, told what only others know: which texts are built in, and what a public suffix is. */
final class RegisterFiles {
    private RegisterFiles() {}

    static RegisterReader reader() {
        return new RegisterReader(
                new BuiltInTexts(CentreTexts.languages(), CentreTexts.texts()),
                PublicSuffixList.shipped()::isPublicSuffix);
    }
}
