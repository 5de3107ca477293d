package dev.drover.agent.specialist.review.rule;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A kind of token that can be told by its form alone.
 *
 * @param rule the name after {@code secret.}
 * @param title what it is, for the message
 * @param hint a text that every such token holds, looked for first because most lines hold none
 * @param pattern group 1 is the secret
 */
record TokenShape(String rule, String title, String hint, Pattern pattern) {
    private static final String END = "(?![A-Za-z0-9])";

    static final List<TokenShape> ALL = List.of(
            shape("aws-access-key", "an AWS access key id", "AKIA", "(AKIA[A-Z2-7]{16})" + END),
            shape("aws-access-key", "an AWS access key id", "ASIA", "(ASIA[A-Z2-7]{16})" + END),
            shape(
                    "aws-secret-key",
                    "an AWS secret access key",
                    "ecret",
                    "(?i:aws_?secret_?(?:access_?)?key)[\"']?\\s{0,9}[=:]\\s{0,9}[\"']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])"),
            shape(
                    "azure-storage-key",
                    "an Azure storage account key",
                    "AccountKey=",
                    "AccountKey=([A-Za-z0-9+/]{86}==)"),
            shape("github-token", "a GitHub token", "gh", "(gh[pousr]_[A-Za-z0-9]{36,251})" + END),
            shape("github-token", "a GitHub token", "github_pat_", "(github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{40,60})"),
            shape("gitlab-token", "a GitLab token", "gl", "(gl(?:pat|ptt|dt|rt|soat)-[A-Za-z0-9_-]{20,64})"),
            shape("slack-token", "a Slack token", "xox", "(xox[abeoprs]-[A-Za-z0-9-]{10,250})"),
            shape("slack-token", "a Slack token", "xapp-", "(xapp-\\d-[A-Z0-9]{8,20}-\\d{8,20}-[a-f0-9]{40,80})"),
            shape(
                    "slack-webhook",
                    "a Slack webhook address",
                    "hooks.slack.com",
                    "hooks\\.slack\\.com/(?:services|workflows)/(T[A-Z0-9]{6,12}/[A-Z0-9]{6,12}/[A-Za-z0-9]{20,30})"),
            shape("stripe-key", "a live Stripe key", "k_live_", "([sr]k_live_[A-Za-z0-9]{16,247})"),
            shape("stripe-key", "a Stripe webhook secret", "whsec_", "(whsec_[A-Za-z0-9+/]{32,64})"),
            shape("google-api-key", "a Google API key", "AIza", "(AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])"),
            shape("google-oauth-secret", "a Google OAuth secret", "GOCSPX-", "(GOCSPX-[A-Za-z0-9_-]{28})"),
            shape("npm-token", "an npm token", "npm_", "(npm_[A-Za-z0-9]{36})" + END),
            shape("pypi-token", "a PyPI token", "pypi-AgE", "(pypi-AgE[A-Za-z0-9_-]{50,250})"),
            shape("rubygems-token", "a RubyGems token", "rubygems_", "(rubygems_[a-f0-9]{48})" + END),
            shape("docker-token", "a Docker Hub token", "dckr_pat_", "(dckr_pat_[A-Za-z0-9_-]{27})"),
            shape("openai-key", "an OpenAI key", "T3BlbkFJ", "(sk-[A-Za-z0-9_-]{10,200}T3BlbkFJ[A-Za-z0-9_-]{10,200})"),
            shape("anthropic-key", "an Anthropic key", "sk-ant-", "(sk-ant-[a-z0-9]{3,8}-[A-Za-z0-9_-]{80,120})"),
            shape("hugging-face-token", "a Hugging Face token", "hf_", "(hf_[A-Za-z]{34})" + END),
            shape("sendgrid-key", "a SendGrid key", "SG.", "(SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43})"),
            shape("mailgun-key", "a Mailgun key", "key-", "(key-[a-f0-9]{32})" + END),
            shape("twilio-key", "a Twilio key", "SK", "(SK[a-f0-9]{32})" + END),
            shape("digitalocean-token", "a DigitalOcean token", "_v1_", "(do[opr]_v1_[a-f0-9]{64})" + END),
            shape("shopify-token", "a Shopify token", "shp", "(shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})" + END),
            shape("square-token", "a Square token", "sq0", "(sq0(?:atp|csp)-[A-Za-z0-9_-]{22,43})"),
            shape(
                    "telegram-token",
                    "a Telegram bot token",
                    ":AA",
                    "([0-9]{8,10}:AA[A-Za-z0-9_-]{33})(?![A-Za-z0-9_-])"),
            shape(
                    "discord-webhook",
                    "a Discord webhook address",
                    "/api/webhooks/",
                    "discord(?:app)?\\.com/api/webhooks/([0-9]{17,20}/[A-Za-z0-9_-]{60,70})"),
            shape("atlassian-token", "an Atlassian token", "ATATT3", "(ATATT3[A-Za-z0-9_=-]{100,250})"),
            shape("vault-token", "a Vault token", "hvs.", "(hvs\\.[A-Za-z0-9_-]{24,120})"),
            shape(
                    "terraform-token",
                    "a Terraform Cloud token",
                    "atlasv1.",
                    "([A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,70})"),
            shape("databricks-token", "a Databricks token", "dapi", "(dapi[a-f0-9]{32})" + END),
            shape("grafana-token", "a Grafana token", "glsa_", "(glsa_[A-Za-z0-9]{32}_[a-f0-9]{8})" + END),
            shape("linear-key", "a Linear key", "lin_api_", "(lin_api_[A-Za-z0-9]{40})" + END),
            shape("postman-key", "a Postman key", "PMAK-", "(PMAK-[a-f0-9]{24}-[a-f0-9]{34})" + END),
            shape("new-relic-key", "a New Relic key", "NRAK-", "(NRAK-[A-Z0-9]{27})" + END),
            shape("age-key", "an age secret key", "AGE-SECRET-KEY-1", "(AGE-SECRET-KEY-1[A-Z0-9]{58})" + END));

    private static TokenShape shape(String rule, String title, String hint, String pattern) {
        return new TokenShape(rule, title, hint, Pattern.compile("(?<![A-Za-z0-9_])" + pattern));
    }
}
