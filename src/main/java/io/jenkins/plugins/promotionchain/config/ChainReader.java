package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.frontend.SiteSpec;
import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyPolicy;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import io.jenkins.plugins.promotionchain.secrets.SecretPrefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Turns what stands in the configuration form into values, collecting a sentence for everything that is none. */
public final class ChainReader {

    private final List<String> problems = new ArrayList<>();

    private ChainReader() {}

    /** Reads all applications; those with problems are told apart from the usable ones. */
    public static Chains read(List<ApplicationConfig> applications) {
        List<Chain> usable = new ArrayList<>();
        Map<String, List<String>> problems = new LinkedHashMap<>();
        Set<SecretPrefix> prefixes = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (ApplicationConfig application : applications) {
            prefixes.addAll(prefixesOf(application));
            ChainReader reader = new ChainReader();
            Optional<Chain> chain = reader.chain(application);
            if (!names.add(application.getName())) {
                reader.problems.add("There are two applications '" + application.getName() + "'");
                usable.removeIf(other -> other.application().value().equals(application.getName()));
            }
            if (reader.problems.isEmpty() && chain.isPresent()) {
                usable.add(chain.get());
            } else {
                problems.merge(application.getName(), reader.problems, ChainReader::joined);
            }
        }
        return new Chains(usable, problems, prefixes);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static Set<SecretPrefix> prefixesOf(ApplicationConfig application) {
        Set<SecretPrefix> prefixes = new LinkedHashSet<>();
        for (EnvironmentConfig environment : application.getEnvironments()) {
            new ChainReader().prefix("", environment).ifPresent(prefixes::add);
        }
        return prefixes;
    }

    private Optional<Chain> chain(ApplicationConfig config) {
        Optional<ApplicationName> name = value("", config.getName(), ApplicationName::of);
        List<EnvironmentSettings> environments = new ArrayList<>();
        for (EnvironmentConfig environment : config.getEnvironments()) {
            environment(environment).ifPresent(environments::add);
        }
        if (config.getEnvironments().isEmpty()) {
            problems.add("The application has no environment");
        }
        problems.addAll(ChainProblems.of(environments));
        optional("", config.getRegistry(), host -> new ImageRepository(host, "any"));
        optional("", config.getNamespace(), path -> new ImageRepository("localhost", path));
        return name.map(application -> new Chain(
                application,
                present(config.getRegistry()),
                config.getNamespace(),
                present(config.getRegistryCredentialsId()),
                value("", config.getBackendVariables(), SiteTexts::variableNames)
                        .orElse(List.of()),
                Set.copyOf(new LinkedHashSet<>(Lines.of(config.getSharedSecrets()))),
                links(config),
                environments));
    }

    private Links links(ApplicationConfig config) {
        return new Links(
                optional("commit page: ", config.getCommitUrl(), LinkTemplate::ofCommits),
                optional("image page: ", config.getImageUrl(), LinkTemplate::ofImages));
    }

    private Optional<EnvironmentSettings> environment(EnvironmentConfig config) {
        String where = "Environment " + config.getName() + ": ";
        Optional<EnvironmentName> name = value(where, config.getName(), EnvironmentName::of);
        Optional<BranchPattern> branch = optional(where, config.getBranch(), BranchPattern::of);
        Optional<EnvironmentName> requires = optional(where, config.getRequires(), EnvironmentName::of);
        GateSettings gate = gate(where, config);
        Optional<LinkTemplate> site = optional(where + "site: ", config.getUrl(), LinkTemplate::ofSite);
        Optional<SecretPrefix> prefix = prefix(where, config);
        HostSettings backend = host(where + "backend: ", config.getBackend());
        HostSettings frontend = host(where + "frontend: ", config.getFrontend());
        var envConfig = value(where + "env-config values: ", config.getEnvConfig(), Lines::pairs);
        var variables = value(where + "variables: ", config.getVariables(), Lines::pairs);
        if (name.isEmpty() || prefix.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new EnvironmentSettings(
                name.get(),
                branch,
                requires,
                gate,
                site,
                prefix.get(),
                backend,
                frontend,
                envConfig.orElseGet(TreeMap::new),
                variables.orElseGet(TreeMap::new)));
    }

    private GateSettings gate(String where, EnvironmentConfig config) {
        return new GateSettings(
                optional(where, config.getSoak(), soak -> ChainProblems.checkedSoak(soak, config.getRequires())),
                optional(where + "approvers: ", config.getApprovers(), Approvers::parse)
                        .orElse(Set.of()));
    }

    private Optional<SecretPrefix> prefix(String where, EnvironmentConfig config) {
        return config.getSecretPrefix().isEmpty()
                ? value(where, config.getName(), name -> SecretPrefix.defaultFor(EnvironmentName.of(name)))
                : value(where, config.getSecretPrefix(), SecretPrefix::of);
    }

    private HostSettings host(String where, HostConfig config) {
        Optional<HostAddress> address = optional(where, config.getAddress(), HostAddress::of);
        Optional<Port> port = value(where, config.getSshPort(), Port::new);
        if (config.getCertificate().isEmpty() != config.getCertificateKey().isEmpty()) {
            problems.add(where + "a certificate and its key are given together or not at all");
        }
        return new HostSettings(
                address,
                port.orElse(new Port(HostSettings.DEFAULT_SSH_PORT)),
                optional(where, config.getHostKeys(), HostKeyLines::parse),
                optional(where, config.getAccount(), SshTarget::checkedAccount),
                present(config.getCredentialsId()),
                optional(where, config.getPublishAddress(), HostAddress::of),
                optional(where, config.getEnvFile(), SiteTexts::envFile),
                jump(where + "jump host: ", config.getJump()),
                site(where, config));
    }

    private Optional<JumpSettings> jump(String where, JumpConfig config) {
        Optional<HostAddress> address = optional(where, config.getAddress(), HostAddress::of);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        if (config.getHostKeys().isEmpty() || config.getCredentialsId().isEmpty()) {
            problems.add(where + "it needs a host key and a credential of its own");
        }
        Optional<Port> port = value(where, config.getSshPort(), Port::new);
        Optional<HostKeyPolicy> keys = optional(where, config.getHostKeys(), HostKeyLines::parse);
        Optional<String> account = optional(where, config.getAccount(), SshTarget::checkedAccount);
        return port.flatMap(number -> keys.map(known ->
                new JumpSettings(new Endpoint(address.get(), number), known, account, config.getCredentialsId())));
    }

    private SiteSettings site(String where, HostConfig config) {
        Optional<SiteSpec.Tls> tls = config.getCertificate().isEmpty()
                        || config.getCertificateKey().isEmpty()
                ? Optional.empty()
                : value(where, config, host -> new SiteSpec.Tls(host.getCertificate(), host.getCertificateKey()));
        return new SiteSettings(
                optional(where, config.getSiteListen(), SiteTexts::listen),
                optional(where, config.getServerName(), SiteTexts::serverName),
                tls,
                optional(where, config.getEnvConfigDirectory(), SiteTexts::directory));
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    private <T> Optional<T> optional(String where, String text, Function<String, T> factory) {
        return text.isEmpty() ? Optional.empty() : value(where, text, factory);
    }

    private <F, T> Optional<T> value(String where, F from, Function<F, T> factory) {
        try {
            return Optional.of(factory.apply(from));
        } catch (IllegalArgumentException e) {
            String problem = where + e.getMessage();
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
            return Optional.empty();
        }
    }
}
