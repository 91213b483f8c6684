#include "tests/support/modeloracle.h"

#include <algorithm>
#include <numeric>

namespace larder::test {

namespace {

using namespace std::chrono_literals;

constexpr int kShownViolations = 12;
constexpr std::array kNames{"stale proof", "stale read", "own write", "expired", "too old", "transaction",
    "peculiarity", "pin", "undo", "connection", "wrong rows", "account"};

QString described(const ModelAnswer& answer)
{
    QStringList numbers;
    for (const qint64 number : answer.numbers)
        numbers << QString::number(number);
    return QStringLiteral("query %1, read at %2 by run %3%4%5: %6")
        .arg(answer.query)
        .arg(answer.at)
        .arg(answer.run)
        .arg(answer.inTransaction ? QStringLiteral(" in a transaction") : QString(),
            answer.isPeculiar ? QStringLiteral(" beside other tables") : QString(),
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
    if (const auto question = modelRowQuestion(run.request.sql, run.request.parameters)) {
        judgeRows(run, outcome, circumstances, *question);
        return;
    }
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
    if (!keepsTransactions(run, outcome, circumstances, *answer)) {
        report(ModelViolation::Transaction, asked + described(*answer));
        return;
    }
    if (!keepsPeculiarities(run, outcome, circumstances, *answer)) {
        report(ModelViolation::Peculiarity, asked + described(*answer));
        return;
    }
    const bool isProof = freshness == Freshness::ProvenFresh;
    if ((isProof || (freshness == Freshness::Live && !answer->isPeculiar))
        && !m_database.held(modelTables(answer->query), answer->numbers, run.asked, m_database.now())) {
        report(isProof ? ModelViolation::StaleProof : ModelViolation::StaleRead, asked + described(*answer));
    }
    if (fromCache && circumstances.knowsFile && freshness != Freshness::Stale)
        judgeOwnWrites(run, *answer);
    if (fromCache) {
        judgeExpiries(run, *answer);
        judgeTime(run, outcome, circumstances.isPinned);
    }
}

bool ModelOracle::keepsTransactions(
    const ModelRun& run, const RunOutcome& outcome, const Circumstances& now, const ModelAnswer& answer)
{
    const bool fromCache = outcome.provenance.source == Source::Cache;
    const bool isSnapshot = outcome.provenance.freshness == Freshness::Snapshot;
    if (answer.inTransaction != isSnapshot || (now.open.transaction && fromCache))
        return false;
    if (isSnapshot)
        return !fromCache && answer.run == quint64(run.id);
    return !now.open.transaction || now.open.transaction != run.session.transaction;
}

bool ModelOracle::keepsPeculiarities(
    const ModelRun& run, const RunOutcome& outcome, const Circumstances& now, const ModelAnswer& answer)
{
    const bool fromCache = outcome.provenance.source == Source::Cache;
    if (now.open.peculiarity && fromCache)
        return false;
    if (answer.isPeculiar)
        return !fromCache && answer.run == quint64(run.id);
    return !now.open.peculiarity || now.open.peculiarity != run.session.peculiarity;
}

void ModelOracle::judgeRows(const ModelRun& run, const RunOutcome& outcome,
    const Circumstances& circumstances, const ModelRowQuestion& question)
{
    const Freshness freshness = outcome.provenance.freshness;
    const bool fromCache = outcome.provenance.source != Source::Database;
    const QString asked = QStringLiteral("run %1 asked at %2 for rows was told \"%3, %4\" at %5: %6")
                              .arg(quint64(run.id))
                              .arg(run.asked)
                              .arg(sourceName(outcome.provenance.source), freshnessName(freshness))
                              .arg(m_database.now())
                              .arg(QString::fromUtf8(run.request.sql));
    const auto rows = outcome.result ? modelRowsIn(question, *outcome.result) : std::nullopt;
    if (!rows)
        report(ModelViolation::WrongRows, asked);
    if (circumstances.open.transaction && fromCache)
        report(ModelViolation::Transaction, asked);
    if (circumstances.open.peculiarity && fromCache)
        report(ModelViolation::Peculiarity, asked);
    const bool isPeculiar = circumstances.told.peculiarity && !fromCache;
    if (!rows || freshness == Freshness::Snapshot || isPeculiar)
        return;
    m_judgedRows += fromCache ? 1 : 0;
    if (freshness == Freshness::ProvenFresh || freshness == Freshness::Live) {
        const bool held = m_database.heldOne(question.table, run.asked, m_database.now(),
            [&](qint64 number) { return modelRows(question, number) == *rows; });
        if (!held)
            report(
                freshness == Freshness::Live ? ModelViolation::StaleRead : ModelViolation::StaleProof, asked);
    }
    if (!fromCache || freshness == Freshness::Stale || !circumstances.knowsFile)
        return;
    for (const ModelRow& row : *rows) {
        if (!wasThere(question, row, m_written.at(size_t(question.table))))
            report(ModelViolation::OwnWrite, asked);
        if (!wasThere(question, row, m_expiries.sinceOfRow(question.table, row.first)))
            report(ModelViolation::Expired, asked);
    }
}

bool ModelOracle::wasThere(
    const ModelRowQuestion& question, const ModelRow& row, ModelDatabase::Moment since) const
{
    return m_database.heldOne(question.table, since, m_database.now(), [&](qint64 number) {
        const std::vector<ModelRow> rows = modelRows({question.table, false, {{row.first}}}, number);
        return rows.size() == 1 && rows.front() == row;
    });
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

void ModelOracle::judgeExpiries(const ModelRun& run, const ModelAnswer& answer)
{
    const auto since = m_expiries.sinceOf(answer.query, modelTables(answer.query));
    if (answer.at < since) {
        report(ModelViolation::Expired,
            QStringLiteral("run %1 at %2 was served %3; it expired at %4")
                .arg(quint64(run.id))
                .arg(m_database.now())
                .arg(described(answer))
                .arg(since));
    }
}

void ModelOracle::judgeTime(const ModelRun& run, const RunOutcome& outcome, bool isPinned)
{
    const auto age = outcome.provenance.age;
    const bool overTtl
        = run.request.policy == FreshnessPolicy::Ttl && run.request.ttl && age > *run.request.ttl;
    const bool overEmpty = !isPinned && outcome.result->rowCount() == 0 && age > 30s;
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
