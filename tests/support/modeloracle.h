#pragma once

#include "cache/queryrequest.h"
#include "cache/runoutcome.h"
#include "tests/support/modelanswer.h"
#include "tests/support/modelexpiries.h"
#include "tests/support/modelrows.h"
#include "tests/support/modelsession.h"

#include <QStringList>

namespace larder::test {

/// How a promise of the cache was broken.
enum class ModelViolation {
    /// Called proven fresh, and was true at no moment since it was asked for.
    StaleProof,
    /// Called live, and was true at no moment since it was asked for.
    StaleRead,
    /// Served from the cache although Larder had been told of an own write of these tables.
    OwnWrite,
    /// Served although it, or everything, had been expired after it was read.
    Expired,
    /// Served above its time to live.
    TooOld,
    /// Read in a transaction and not called so, or served from the cache inside one.
    Transaction,
    /// Read in a session that sees other tables than a new one and given to anybody else, or served from the
    /// cache inside one.
    Peculiarity,
    /// Evicted although it was pinned, or not as pinned as it was made.
    Pin,
    /// An expire that was taken back after the time for that was over.
    Undo,
    /// A run or an entry that outlived its connection.
    Connection,
    /// Not rows that the database gave for this question.
    WrongRows,
    /// A run that did not end exactly once, or counters or budget that don't add up.
    Account,
};

/// One run as its caller knows it.
struct ModelRun
{
    RunId id = {};
    QueryRequest request = {};
    ModelDatabase::Moment asked = 0;
    /// What Larder knew to be open when it was asked.
    ModelSession session = {};
    bool cancelled = false;
    int finished = 0;
    int refreshed = 0;
    /// Under FreshnessPolicy::Instant something must still come.
    bool awaitsCheck = false;
    /// A fresh answer may come behind a stale one.
    bool mayBeRefreshed = false;
};

/// Compares what runs deliver with the history of the model's database, and keeps account of what does not
/// fit.
class ModelOracle
{
public:
    /// How things stand when the answer comes.
    struct Circumstances
    {
        /// What Larder was told last to be open.
        ModelSession told = {};
        /// What of that still is.
        ModelSession open = {};
        /// Larder was told which file is there.
        bool knowsFile = true;
        /// An entry under the key of the answer is pinned.
        bool isPinned = false;
    };

    explicit ModelOracle(const ModelDatabase& database) : m_database(database) { }

    /// Larder is told that its own write of @p tables was committed at @p at.
    void written(ModelDatabase::Tables tables, ModelDatabase::Moment at);
    [[nodiscard]] ModelDatabase::Moment now() const { return m_database.now(); }
    /// What follows in this moment is one expire that can be taken back.
    void expiresByHand() { m_expiries.beginByHand(m_database.now()); }
    void expired(ModelExpiries::What what, qint64 number = 0)
    {
        m_expiries.expire(what, number, m_database.now());
    }
    void takenBack() { m_expiries.takeBack(); }

    /// Judges one answer to a read.
    void judge(const ModelRun& run, const RunOutcome& outcome, const Circumstances& circumstances);
    void report(ModelViolation violation, const QString& what);

    [[nodiscard]] int count(ModelViolation violation) const { return m_counts.at(size_t(violation)); }
    [[nodiscard]] int total() const;
    /// The first violations, one a line.
    [[nodiscard]] QString text() const { return m_texts.join(u'\n'); }
    /// Answers to questions for rows that the cache had a part in.
    [[nodiscard]] int judgedRows() const { return m_judgedRows; }
    [[nodiscard]] int judged(Freshness freshness) const { return m_judged.at(size_t(freshness)); }

private:
    [[nodiscard]] static bool keepsTransactions(
        const ModelRun& run, const RunOutcome& outcome, const Circumstances& now, const ModelAnswer& answer);
    [[nodiscard]] static bool keepsPeculiarities(
        const ModelRun& run, const RunOutcome& outcome, const Circumstances& now, const ModelAnswer& answer);
    void judgeRows(const ModelRun& run, const RunOutcome& outcome, const Circumstances& circumstances,
        const ModelRowQuestion& question);
    [[nodiscard]] bool wasThere(
        const ModelRowQuestion& question, const ModelRow& row, ModelDatabase::Moment since) const;
    void judgeOwnWrites(const ModelRun& run, const ModelAnswer& answer);
    void judgeExpiries(const ModelRun& run, const ModelAnswer& answer);
    void judgeTime(const ModelRun& run, const RunOutcome& outcome, bool isPinned);

    const ModelDatabase& m_database;
    std::array<ModelDatabase::Moment, ModelDatabase::kTables> m_written{};
    ModelExpiries m_expiries;
    std::array<int, size_t(ModelViolation::Account) + 1> m_counts{};
    std::array<int, size_t(Freshness::Snapshot) + 1> m_judged{};
    int m_judgedRows = 0;
    QStringList m_texts;
};

} // namespace larder::test
