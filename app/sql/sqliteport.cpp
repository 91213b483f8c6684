#include "app/sql/sqliteport.h"

#include "app/sql/sqlitecancellation.h"
#include "app/sql/sqliteexecutor.h"
#include "app/sql/sqlitevalidator.h"
#include "cache/handover.h"
#include "cache/rowsmailbox.h"

#include <QPointer>
#include <QTimer>

#include <future>

namespace larder {

namespace {

using namespace std::chrono_literals;

// An interrupt that comes just before SQLite starts to step is lost, so it is sent until the statement has
// ended.
constexpr auto kInterruptAgain = 50ms;

// Waits in the thread of the statements for the one of the checks, which never waits for the other.
std::optional<ValidatorToken> tokenOf(SqliteValidator* validator)
{
    std::promise<std::optional<ValidatorToken>> promise;
    std::future<std::optional<ValidatorToken>> answer = promise.get_future();
    handOver(validator, [validator, promise = std::move(promise)]() mutable {
        const SqliteValidator::Reading reading = validator->read();
        promise.set_value(reading.token ? std::optional(reading.token.value()) : std::nullopt);
    });
    return answer.get();
}

} // namespace

void SqlitePort::open(
    const QString& path, std::shared_ptr<ResultStorage> storage, QObject* context, Opened opened)
{
    // The context owns the port until it is open, so that it goes with it if that is never told.
    auto* const port = new SqlitePort(path, std::move(storage), context);
    handOver(
        port->m_executor, [port, path, executor = port->m_executor, opened = std::move(opened)]() mutable {
            std::optional<Error> error = executor->open();
            const std::optional<SqliteFile> file = sqliteFileAt(path);
            handOver(port, [port, path, file, opened = std::move(opened), error = std::move(error)] {
                port->setParent(nullptr);
                std::unique_ptr<SqlitePort> owned(port);
                if (file)
                    port->m_identity = sqliteIdentity(path, *file);
                if (error)
                    opened(*error);
                else
                    opened(std::move(owned));
            });
        });
}

SqlitePort::SqlitePort(const QString& path, std::shared_ptr<ResultStorage> storage, QObject* parent)
    : QObject(parent)
    , m_path(path)
    , m_cancellation(std::make_shared<SqliteCancellation>())
    , m_validator(new SqliteValidator(path))
    , m_executor(new SqliteExecutor(
          path, m_cancellation, std::move(storage), [validator = m_validator] { return tokenOf(validator); }))
{
    m_executor->moveToThread(&m_executorThread);
    m_validator->moveToThread(&m_validatorThread);
    connect(&m_executorThread, &QThread::finished, m_executor, &QObject::deleteLater);
    connect(&m_validatorThread, &QThread::finished, m_validator, &QObject::deleteLater);
    m_executorThread.setObjectName(QStringLiteral("sqlite"));
    m_validatorThread.setObjectName(QStringLiteral("sqlite check"));
    m_executorThread.start();
    m_validatorThread.start();
}

SqlitePort::~SqlitePort()
{
    for (const auto& [run, pending] : m_pending)
        m_cancellation->request(run);
    m_executorThread.quit();
    m_executorThread.wait();
    // Last, since the other may wait for it.
    m_validatorThread.quit();
    m_validatorThread.wait();
}

void SqlitePort::execute(RunId run, Statement statement, RowsArrived arrived, StatementFinished finished)
{
    m_pending.insert_or_assign(run, Pending{std::move(arrived), std::move(finished)});
    handOver(m_executor, [this, executor = m_executor, run, statement = std::move(statement)] {
        const auto mailbox = std::make_shared<RowsMailbox>();
        const auto publish = [this, run, mailbox](ResultPtr rows) {
            if (mailbox->put(std::move(rows)))
                handOver(this, [this, run, mailbox] { rowsArrived(run, mailbox->take()); });
        };
        StatementOutcome outcome = executor->execute(run, statement, publish);
        handOver(this, [this, run, outcome = std::move(outcome)]() mutable {
            statementFinished(run, std::move(outcome));
        });
    });
}

void SqlitePort::cancel(RunId run)
{
    if (m_pending.count(run) == 0)
        return;
    m_cancellation->request(run);
    QTimer::singleShot(kInterruptAgain, this, [this, run] { cancel(run); });
}

void SqlitePort::readToken(TokenRead read)
{
    m_waitingReads.push_back(std::move(read));
    if (!m_reads)
        sendReads();
}

void SqlitePort::sendReads()
{
    m_reads = true;
    handOver(
        m_validator, [this, validator = m_validator, reads = std::exchange(m_waitingReads, {})]() mutable {
            SqliteValidator::Reading reading = validator->read();
            handOver(this, [this, reads = std::move(reads), reading = std::move(reading)] {
                m_reads = false;
                if (!m_waitingReads.empty())
                    sendReads();
                if (reading.file)
                    m_identity = sqliteIdentity(m_path, *reading.file);
                // Who gets the token may close the connection.
                const QPointer<SqlitePort> alive(this);
                for (const TokenRead& read : reads) {
                    if (alive)
                        read(reading.token);
                }
            });
        });
}

void SqlitePort::loadSchema(SchemaLoaded loaded)
{
    handOver(m_executor, [this, executor = m_executor, loaded = std::move(loaded)]() mutable {
        Result<Schema> schema = executor->loadSchema();
        handOver(this, [loaded = std::move(loaded), schema = std::move(schema)] { loaded(schema); });
    });
}

void SqlitePort::rowsArrived(RunId run, ResultPtr rows)
{
    if (const auto found = m_pending.find(run); found != m_pending.end())
        found->second.arrived(std::move(rows));
}

void SqlitePort::statementFinished(RunId run, StatementOutcome outcome)
{
    auto pending = m_pending.extract(run);
    if (!pending.empty())
        pending.mapped().finished(std::move(outcome));
}

} // namespace larder
