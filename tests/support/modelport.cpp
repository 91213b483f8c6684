#include "tests/support/modelport.h"

#include "tests/support/modelanswer.h"
#include "tests/support/modelrows.h"
#include "tests/support/scriptedport.h"

namespace larder::test {

namespace {

ConnectionIdentity identityOf(const ModelDatabase& database)
{
    return {"sqlite", "file " + QByteArray::number(database.file()), {}};
}

QByteArrayList namesOf(ModelDatabase::Tables tables)
{
    QByteArrayList names;
    for (int table = 0; table < ModelDatabase::kTables; ++table) {
        if (tables & (1U << table))
            names << "main.t" + QByteArray::number(table);
    }
    return names;
}

// As a trigger would.
ModelDatabase::Tables withTriggers(ModelDatabase::Tables tables)
{
    return tables & 1U ? tables | 2U : tables;
}

} // namespace

ModelPort::ModelPort(ModelDatabase& database, ModelFault fault, unsigned seed, Committed committed)
    : m_database(database)
    , m_fault(fault)
    , m_random(seed)
    , m_committed(std::move(committed))
    , m_identity(identityOf(database))
    , m_firstCommit(database.commits())
    , m_oldContent(database.content())
{
}

ModelPort::~ModelPort()
{
    m_database.unlock(this);
}

bool ModelPort::executeNext()
{
    if (m_executed == m_statements.size())
        return false;
    StatementCall& call = m_statements[m_executed++];
    call.executedAt = m_database.now();
    if (call.cancelled)
        call.outcome = cancelledOutcome();
    else
        run(call);
    call.sessionAfter = session();
    call.outcome.session.inTransaction = m_transaction && m_fault != ModelFault::SilentTransactions;
    if (m_ownTables && m_fault != ModelFault::SilentPeculiarities)
        call.outcome.session.peculiarity = QStringLiteral("another database is attached");
    return true;
}

bool ModelPort::answerStatement()
{
    if (m_executed == 0)
        return false;
    --m_executed;
    const StatementCall call = std::move(m_statements.front());
    m_statements.pop_front();
    m_toldSession = call.sessionAfter;
    if (call.committed && isIdentityKnown())
        m_committed(call.committed, call.executedAt);
    call.finished(call.outcome);
    return true;
}

bool ModelPort::readNextToken()
{
    if (m_read == m_tokens.size())
        return false;
    TokenCall& call = m_tokens[m_read++];
    if (m_tokenFile != m_database.file()) {
        m_tokenFile = m_database.file();
        ++m_incarnation;
    }
    call.identity = identityOf(m_database);
    if (fails())
        call.token = Error{QStringLiteral("Cannot check the file"), QStringLiteral("database is locked")};
    else if (m_fault == ModelFault::NoValidator)
        call.token = ValidatorToken("always the same");
    else
        call.token = tokenAt(m_database.commits());
    return true;
}

bool ModelPort::answerToken()
{
    if (m_read == 0)
        return false;
    --m_read;
    const TokenCall call = std::move(m_tokens.front());
    m_tokens.pop_front();
    m_identity = call.identity;
    call.read(call.token);
    return true;
}

ModelSession ModelPort::session() const
{
    return {m_transaction ? m_transactions : 0, m_ownTables ? m_peculiarities : 0};
}

bool ModelPort::isIdentityKnown() const
{
    return m_identity == identityOf(m_database);
}

void ModelPort::execute(RunId run, Statement statement, RowsArrived /*arrived*/, StatementFinished finished)
{
    m_statements.push_back({run, std::move(statement), std::move(finished)});
}

void ModelPort::cancel(RunId run)
{
    for (StatementCall& call : m_statements)
        call.cancelled = call.cancelled || call.run == run;
}

void ModelPort::readToken(TokenRead read)
{
    if (m_fault == ModelFault::LateToken && m_random() % 4 == 0)
        m_oldContent = m_database.content();
    m_tokens.push_back({std::move(read)});
}

// The content that a statement of this connection sees.
const ModelDatabase::Content& ModelPort::view()
{
    if (!m_transaction)
        return m_fault == ModelFault::LateToken ? m_oldContent : m_database.content();
    if (!m_transaction->view) {
        m_transaction->view = m_database.content();
        m_transaction->commits = m_database.commits();
    }
    return *m_transaction->view;
}

void ModelPort::run(StatementCall& call)
{
    const QByteArray& sql = call.statement.sql;
    if (fails()) {
        // Rows that came before the error; nobody may take them for an answer.
        const ModelAnswer half{modelQuery(sql, call.statement.parameters), -1, quint64(call.run)};
        call.outcome = failedOutcome(sql.startsWith("SELECT") ? modelResult(half) : ResultPtr());
    } else if (sql.startsWith("SELECT")) {
        runRead(call);
    } else if (sql == "BEGIN" && !m_transaction) {
        m_transaction = Transaction();
        ++m_transactions;
    } else if ((sql == "COMMIT" || sql == "ROLLBACK") && m_transaction) {
        endTransaction(call, sql == "COMMIT");
    } else if (sql.startsWith("UPDATE") || sql == "VACUUM") {
        runWrite(call);
    } else if (!runAttach(sql)) {
        call.outcome = failedOutcome();
        call.outcome.facts.isRead = false;
    }
}

void ModelPort::runRead(StatementCall& call)
{
    if (const auto question = modelRowQuestion(call.statement.sql, call.statement.parameters)) {
        call.outcome = readOutcome(modelRowResult(*question, readView().at(size_t(question->table))),
            namesOf(modelTables(call.statement.sql)));
        call.outcome.facts.rowSource = modelRowSource(*question);
        return;
    }
    const ModelAnswer answer{modelQuery(call.statement.sql, call.statement.parameters), m_database.now(),
        quint64(call.run), m_transaction.has_value(), m_ownTables.has_value(), readView()};
    call.outcome = readOutcome(modelResult(answer), namesOf(modelTables(answer.query)));
}

void ModelPort::runWrite(StatementCall& call)
{
    const bool isVacuum = call.statement.sql == "VACUUM";
    const ModelDatabase::Tables tables
        = isVacuum ? ModelDatabase::kAllTables : withTriggers(modelTables(call.statement.sql));
    const ModelDatabase::Content& seen = view();
    const bool isOld = m_transaction && m_transaction->commits != m_database.commits();
    if ((m_transaction && isVacuum) || isOld || !m_database.lock(this)) {
        call.outcome = failedOutcome();
        return;
    }
    if (m_transaction) {
        m_transaction->view = m_database.changed(seen, tables);
        m_transaction->written |= tables;
        return;
    }
    m_database.commit(tables);
    m_database.unlock(this);
    call.committed = tables;
    if (m_fault == ModelFault::SilentWrites)
        return;
    call.outcome.committed.wholeDatabase = isVacuum;
    if (!isVacuum)
        call.outcome.committed.tables = namesOf(tables);
    tellOnlyMove(call);
}

bool ModelPort::runAttach(const QByteArray& sql)
{
    if (sql.startsWith("ATTACH") && !m_ownTables) {
        m_ownTables = m_database.changed(m_database.content(), ModelDatabase::kAllTables);
        ++m_peculiarities;
        return true;
    }
    if (sql.startsWith("DETACH") && m_ownTables) {
        m_ownTables.reset();
        return true;
    }
    return false;
}

void ModelPort::endTransaction(StatementCall& call, bool commits)
{
    const Transaction ended = *std::exchange(m_transaction, std::nullopt);
    m_database.unlock(this);
    if (!commits || !ended.written)
        return;
    m_database.commit(*ended.view);
    call.committed = ended.written;
    if (m_fault == ModelFault::SilentWrites)
        return;
    call.outcome.committed.tables = namesOf(ended.written);
    tellOnlyMove(call);
}

// There is one commit a step, so this one alone moved the token.
void ModelPort::tellOnlyMove(StatementCall& call) const
{
    if (m_tokenFile == m_database.file())
        call.outcome.committed.onlyMove
            = TokenMove{tokenAt(m_database.commits() - 1), tokenAt(m_database.commits())};
}

// Counted from where the connection was opened, so that those of different ones are often equal.
ValidatorToken ModelPort::tokenAt(qint64 commits) const
{
    return QByteArray::number(m_incarnation) + ':' + QByteArray::number(commits - m_firstCommit);
}

} // namespace larder::test
