#include "app/sql/workerport.h"

#include "cache/handover.h"
#include "cache/rowsmailbox.h"

#include <QPointer>

namespace larder {

namespace {

using namespace std::chrono_literals;

// A request that comes just before the engine starts to work may be lost, so it is sent until the statement
// has ended.
constexpr auto kCancelAgain = 50ms;
constexpr auto kWatchSessionEvery = 1s;

} // namespace

void WorkerPort::open(PortParts parts, QObject* context, Opened opened)
{
    // The context owns the port until it is open, so that it goes with it if that is never told.
    auto* const port = new WorkerPort(std::move(parts), context);
    handOver(
        port->m_statements, [port, statements = port->m_statements, opened = std::move(opened)]() mutable {
            std::optional<Error> error = statements->open();
            const std::optional<ConnectionIdentity> identity = statements->identity();
            handOver(port,
                [port, identity, dialect = statements->dialect(), session = statements->session(),
                    opened = std::move(opened), error = std::move(error)] {
                    port->setParent(nullptr);
                    std::unique_ptr<DatabasePort> owned(port);
                    if (identity)
                        port->m_identity = *identity;
                    port->m_dialect = dialect.value_or(port->m_dialect);
                    port->m_session = session;
                    if (error)
                        opened(*error);
                    else
                        opened(std::move(owned));
                });
        });
}

WorkerPort::WorkerPort(PortParts parts, QObject* parent)
    : QObject(parent)
    , m_tokenScope(parts.tokenScope)
    , m_fidelity(parts.fidelity)
    , m_dialect(parts.dialect)
    , m_cancellation(std::move(parts.cancellation))
    , m_statements(parts.statements.release())
    , m_checks(parts.checks.release())
{
    m_statements->moveToThread(&m_statementThread);
    m_checks->moveToThread(&m_checkThread);
    connect(&m_statementThread, &QThread::finished, m_statements, &QObject::deleteLater);
    connect(&m_checkThread, &QThread::finished, m_checks, &QObject::deleteLater);
    if (parts.hinted)
        connect(m_checks, &TokenWorker::hinted, this, parts.hinted);
    m_sessionWatch.setInterval(kWatchSessionEvery);
    connect(&m_sessionWatch, &QTimer::timeout, this, &WorkerPort::checkSession);
    m_statementThread.setObjectName(parts.name);
    m_checkThread.setObjectName(parts.name + QStringLiteral(" check"));
    m_statementThread.start();
    m_checkThread.start();
}

WorkerPort::~WorkerPort()
{
    for (const auto& [run, pending] : m_pending)
        m_cancellation->request(run);
    m_cancellation->close();
    m_statementThread.quit();
    m_statementThread.wait();
    // Last, since the other may wait for it.
    m_checkThread.quit();
    m_checkThread.wait();
}

void WorkerPort::execute(RunId run, Statement statement, RowsArrived arrived, StatementFinished finished)
{
    m_pending.insert_or_assign(run, Pending{std::move(arrived), std::move(finished)});
    handOver(m_statements, [this, statements = m_statements, run, statement = std::move(statement)] {
        const auto mailbox = std::make_shared<RowsMailbox>();
        const auto publish = [this, run, mailbox](ResultPtr rows) {
            if (mailbox->put(std::move(rows)))
                handOver(this, [this, run, mailbox] { rowsArrived(run, mailbox->take()); });
        };
        StatementOutcome outcome = statements->execute(run, statement, publish);
        handOver(this, [this, run, outcome = std::move(outcome)]() mutable {
            statementFinished(run, std::move(outcome));
        });
    });
}

void WorkerPort::cancel(RunId run)
{
    if (m_pending.count(run) == 0)
        return;
    m_cancellation->request(run);
    QTimer::singleShot(kCancelAgain, this, [this, run] { cancel(run); });
}

void WorkerPort::readToken(TokenRead read)
{
    m_waitingReads.push_back(std::move(read));
    if (!m_reads)
        sendReads();
}

void WorkerPort::sendReads()
{
    m_reads = true;
    handOver(m_checks, [this, checks = m_checks, reads = std::exchange(m_waitingReads, {})]() mutable {
        TokenWorker::Reading reading = checks->read();
        handOver(this, [this, reads = std::move(reads), reading = std::move(reading)] {
            m_reads = false;
            if (!m_waitingReads.empty())
                sendReads();
            if (reading.identity)
                m_identity = *reading.identity;
            // Who gets the token may close the connection.
            const QPointer<WorkerPort> alive(this);
            for (const TokenRead& read : reads) {
                if (alive)
                    read(reading.token);
            }
        });
    });
}

void WorkerPort::loadSchema(SchemaLoaded loaded)
{
    handOver(m_statements, [this, statements = m_statements, loaded = std::move(loaded)]() mutable {
        Result<Schema> schema = statements->loadSchema();
        handOver(this, [loaded = std::move(loaded), schema = std::move(schema)] { loaded(schema); });
    });
}

void WorkerPort::loadDefinition(const ObjectName& object, DefinitionLoaded loaded)
{
    handOver(m_statements, [this, statements = m_statements, object, loaded = std::move(loaded)]() mutable {
        Result<QString> definition = statements->loadDefinition(object);
        handOver(
            this, [loaded = std::move(loaded), definition = std::move(definition)] { loaded(definition); });
    });
}

void WorkerPort::rowsArrived(RunId run, ResultPtr rows)
{
    if (const auto found = m_pending.find(run); found != m_pending.end())
        found->second.arrived(std::move(rows));
}

void WorkerPort::statementFinished(RunId run, StatementOutcome outcome)
{
    if (outcome.session.inTransaction || !outcome.session.peculiarity.isEmpty())
        m_sessionWatch.start();
    else
        m_sessionWatch.stop();
    auto pending = m_pending.extract(run);
    if (!pending.empty())
        pending.mapped().finished(std::move(outcome));
}

void WorkerPort::checkSession()
{
    // What runs tells it by itself.
    if (!m_pending.empty())
        return;
    handOver(m_statements, [this, statements = m_statements] {
        if (!statements->isSessionLost())
            return;
        handOver(this, [this] {
            if (!m_pending.empty() || !m_sessionWatch.isActive())
                return;
            m_sessionWatch.stop();
            if (m_sessionLost)
                m_sessionLost();
        });
    });
}

} // namespace larder
