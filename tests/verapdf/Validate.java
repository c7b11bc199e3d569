import java.io.FileInputStream;
import java.io.InputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;

/** Validate PDFUA-1 report.pdf: prints one line a broken rule, then PASS or FAIL; exit code 1 if any rule is broken. */
public class Validate {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        SortedMap<String, Integer> broken = new TreeMap<>();
        boolean compliant;
        try (InputStream rules = Validate.class.getResourceAsStream(
                "/org/verapdf/pdfa/validation/" + arguments[0] + ".xml")) {
            var profile = Profiles.profileFromXml(rules);
            var foundry = Foundries.defaultInstance();
            try (var parser = foundry.createParser(new FileInputStream(arguments[1]), profile.getPDFAFlavour())) {
                var result = foundry.createValidator(profile, 10000, false, false, false).validate(parser);
                compliant = result.isCompliant();
                for (TestAssertion assertion : result.getTestAssertions()) {
                    if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                        broken.merge(assertion.getRuleId().getClause() + " " + assertion.getMessage(), 1, Integer::sum);
                    }
                }
            }
        }
        broken.forEach((rule, times) -> System.out.println(rule + " (" + times + ")"));
        System.out.println((compliant ? "PASS " : "FAIL ") + arguments[0]);
        System.exit(compliant ? 0 : 1);
    }
}
