#pragma once

#include "cache/databaseport.h"
#include "tests/support/modeldatabase.h"
#include "tests/support/modelsession.h"

#include <deque>
#include <random>

namespace larder::test {

/// What a port does wrong, so that the model test can show that it would find it.
enum class ModelFault {
    None,
    /// Rows are older than the token that was read for them.
    LateToken,
    /// The token never changes.
    NoValidator,
    /// Writes are not told of.
    SilentWrites,
    /// Open transactions are not told of.
    SilentTransactions,
    /// Attached databases and temporary tables are not told of.
    SilentPeculiarities,
};

/// A connection to the model's database, as SqlitePort is one to a file: statements run one after the other,
/// tokens are read one after the other, and the two don't wait for each other. Nothing happens but by the
/// four steps below, which the test calls in any order; some statements and tokens fail.
class ModelPort final : public DatabasePort
{
public:
    /// Called with the tables of a commit and its moment, just before Larder is told of it. Not for a commit
    /// to a file that Larder does not know yet.
    using Committed = std::function<void(ModelDatabase::Tables, ModelDatabase::Moment)>;

    ModelPort(ModelDatabase& database, ModelFault fault, unsigned seed, Committed committed);
    ~ModelPort() override;

    /// Each does the next one of its kind; false if there is none.
    bool executeNext();
    bool answerStatement();
    bool readNextToken();
    bool answerToken();

    [[nodiscard]] ModelSession session() const;
    /// The same as far as Larder was told.
    [[nodiscard]] const ModelSession& toldSession() const { return m_toldSession; }
    /// Whether Larder was told which file is there.
    [[nodiscard]] bool isIdentityKnown() const;

    [[nodiscard]] ConnectionIdentity identity() const override { return m_identity; }
    [[nodiscard]] SqlDialect dialect() const override { return SqlDialect::Sqlite; }
    void execute(RunId run, Statement statement, RowsArrived arrived, StatementFinished finished) override;
    void cancel(RunId run) override;
    void readToken(TokenRead read) override;
    /// Never answers.
    void loadSchema(SchemaLoaded /*loaded*/) override { }
    /// Never answers.
    void loadDefinition(const ObjectName& /*object*/, DefinitionLoaded /*loaded*/) override { }

private:
    struct StatementCall
    {
        RunId run = {};
        Statement statement;
        StatementFinished finished;
        bool cancelled = false;
        StatementOutcome outcome = {};
        ModelSession sessionAfter = {};
        ModelDatabase::Tables committed = 0;
        ModelDatabase::Moment executedAt = 0;
    };
    struct TokenCall
    {
        TokenRead read;
        Result<ValidatorToken> token = ValidatorToken();
        ConnectionIdentity identity = {};
    };
    struct Transaction
    {
        // Missing until the first statement that reads or writes.
        std::optional<ModelDatabase::Content> view = std::nullopt;
        qint64 commits = 0;
        ModelDatabase::Tables written = 0;
    };

    [[nodiscard]] bool fails() { return m_random() % 32 == 0; }
    [[nodiscard]] const ModelDatabase::Content& view();
    [[nodiscard]] const ModelDatabase::Content& readView() { return m_ownTables ? *m_ownTables : view(); }
    void run(StatementCall& call);
    void runRead(StatementCall& call);
    void runWrite(StatementCall& call);
    // Whether it was about what the session has attached.
    [[nodiscard]] bool runAttach(const QByteArray& sql);
    void tellOnlyMove(StatementCall& call) const;
    [[nodiscard]] ValidatorToken tokenAt(qint64 commits) const;
    void endTransaction(StatementCall& call, bool commits);

    ModelDatabase& m_database;
    const ModelFault m_fault;
    std::mt19937 m_random;
    const Committed m_committed;
    ConnectionIdentity m_identity;
    // The first m_executed statements and the first m_read tokens wait for nothing but their delivery.
    std::deque<StatementCall> m_statements;
    size_t m_executed = 0;
    std::deque<TokenCall> m_tokens;
    size_t m_read = 0;
    std::optional<Transaction> m_transaction;
    quint64 m_transactions = 0;
    // What reads see instead of the database; nobody else ever does.
    std::optional<ModelDatabase::Content> m_ownTables;
    quint64 m_peculiarities = 0;
    ModelSession m_toldSession;
    const qint64 m_firstCommit;
    qint64 m_tokenFile = 0;
    int m_incarnation = 0;
    // What is read where the token is late: a snapshot from before it.
    ModelDatabase::Content m_oldContent;
};

} // namespace larder::test
