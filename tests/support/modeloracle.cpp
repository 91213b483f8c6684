#include "tests/support/modeloracle.h"

#include <algorithm>
#include <numeric>

namespace larder::test {

namespace {

using namespace std::chrono_literals;

constexpr int kShownViolations = 12;
constexpr std::array kNames{
    "stale proof", "stale read", "own write", "expired", "too old", "transaction", "wrong rows", "account"};

QString described(const ModelAnswer& answer)
{
    QStringList numbers;
    for (const qint64 number : answer.numbers)
        numbers << QString::number(number);
    return QStringLiteral("query %1, read at %2 by run %3%4: %5")
        .arg(answer.query)
        .arg(answer.at)
        .arg(answer.run)
        .arg(answer.inTransaction ? QStringLiteral(" in a transaction") : QString(),
            numbers.join(QStringLiteral(", ")));
}

} // namespace

void ModelOracle::written(ModelDatabase::Tables tables, ModelDatabase::Moment at)
{
    for (size_t table = 0; table < m_written.size(); ++table) {
        if (tables & (1U << table))
            m_written.at(table) = std::max(m_written.at(table), at);
    }
}

void ModelOracle::judge(const ModelRun& run, const RunOutcome& outcome, const Circumstances& circumstances)
{
    if (outcome.cancelled || outcome.error)
        return;
    const Freshness freshness = outcome.provenance.freshness;
    ++m_judged.at(size_t(freshness));
    const QString asked = QStringLiteral("run %1 asked at %2 was told \"%3\": ")
                              .arg(quint64(run.id))
                              .arg(run.asked)
                              .arg(freshnessName(freshness));
    const auto answer = outcome.result ? modelAnswer(*outcome.result) : std::nullopt;
    if (!answer || answer->query != modelQuery(run.request.sql, run.request.parameters)) {
        report(ModelViolation::WrongRows, asked + (answer ? described(*answer) : QString()));
        return;
    }
    const bool fromCache = outcome.provenance.source == Source::Cache;
    const bool isSnapshot = freshness == Freshness::Snapshot;
    if (answer->inTransaction != isSnapshot || (circumstances.sameTransaction && !isSnapshot)
        || (circumstances.inTransaction && fromCache)
        || (isSnapshot && (fromCache || answer->run != quint64(run.id)))) {
        report(ModelViolation::Transaction, asked + described(*answer));
        return;
    }
    const bool isProof = freshness == Freshness::ProvenFresh;
    if ((isProof || freshness == Freshness::Live)
        && !m_database.held(modelTables(answer->query), answer->numbers, run.asked, m_database.now())) {
        report(isProof ? ModelViolation::StaleProof : ModelViolation::StaleRead, asked + described(*answer));
    }
    if (fromCache && circumstances.knowsFile && freshness != Freshness::Stale)
        judgeOwnWrites(run, *answer);
    if (fromCache)
        judgeCached(run, outcome, *answer);
}

void ModelOracle::judgeOwnWrites(const ModelRun& run, const ModelAnswer& answer)
{
    for (size_t table = 0; table < m_written.size(); ++table) {
        if ((modelTables(answer.query) & (1U << table)) && answer.at < m_written.at(table)) {
            report(ModelViolation::OwnWrite,
                QStringLiteral("run %1 at %2 was served %3; table %4 was written at %5")
                    .arg(quint64(run.id))
                    .arg(m_database.now())
                    .arg(described(answer))
                    .arg(table)
                    .arg(m_written.at(table)));
        }
    }
}

void ModelOracle::judgeCached(const ModelRun& run, const RunOutcome& outcome, const ModelAnswer& answer)
{
    const auto own = m_expired.find(answer.query);
    const auto since = std::max(m_allExpired, own == m_expired.end() ? 0 : own->second);
    if (answer.at < since) {
        report(ModelViolation::Expired,
            QStringLiteral("run %1 at %2 was served %3; it expired at %4")
                .arg(quint64(run.id))
                .arg(m_database.now())
                .arg(described(answer))
                .arg(since));
    }
    judgeTime(run, outcome);
}

void ModelOracle::judgeTime(const ModelRun& run, const RunOutcome& outcome)
{
    const auto age = outcome.provenance.age;
    const bool overTtl
        = run.request.policy == FreshnessPolicy::Ttl && run.request.ttl && age > *run.request.ttl;
    const bool overEmpty = outcome.result->rowCount() == 0 && age > 30s;
    if (overTtl || overEmpty || age < 0ms) {
        report(ModelViolation::TooOld,
            QStringLiteral("run %1 at %2: an age of %3 ms")
                .arg(quint64(run.id))
                .arg(m_database.now())
                .arg(age.count()));
    }
}

void ModelOracle::report(ModelViolation violation, const QString& what)
{
    ++m_counts.at(size_t(violation));
    if (m_texts.size() < kShownViolations)
        m_texts << QStringLiteral("%1: %2").arg(QLatin1String(kNames.at(size_t(violation))), what);
}

int ModelOracle::total() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), 0);
}

} // namespace larder::test
