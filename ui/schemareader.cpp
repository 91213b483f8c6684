#include "ui/schemareader.h"

#include "models/preferences.h"
#include "ui/schemadock.h"

#include <QElapsedTimer>
#include <QPointer>

namespace larder {

namespace {

using namespace std::chrono_literals;

/// As many checks lie between two readings at least.
constexpr int kLeastChecks = 5;
/// Of the time that reading takes: a statement that comes meanwhile has to wait for it.
constexpr int kPauseFactor = 30;
/// A reading that waited for a server that stood still says nothing of the next.
constexpr std::chrono::milliseconds kMostPause = 60s;

} // namespace

SchemaReader::SchemaReader(QueryService& service, SchemaDock& dock, QObject* parent)
    : QObject(parent)
    , m_service(service)
    , m_dock(dock)
{
    connect(&m_timer, &QTimer::timeout, this, &SchemaReader::check);
    setInterval(Preferences().checkEvery);
}

void SchemaReader::setInterval(std::chrono::seconds interval)
{
    if (interval > 0s)
        m_timer.start(interval);
    else
        m_timer.stop();
}

// The token comes first: what changes while the schema is read shows at the next check.
void SchemaReader::read(ConnectionId connection)
{
    ++m_readings[connection].pending;
    m_service.check(connection, [self = QPointer(this), connection](const Result<DatabaseMark>& mark) {
        if (self)
            self->load(connection, mark);
    });
}

void SchemaReader::load(ConnectionId connection, const Result<DatabaseMark>& mark)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Reading reading{.mark = mark ? std::optional(mark.value()) : std::nullopt,
        .age = {.readAt = now, .why = mark ? QString() : mark.error().why},
        .triedAt = now};
    QElapsedTimer timer;
    timer.start();
    m_service.loadSchema(connection, this, [=, this](const Result<SchemaPtr>& schema) {
        Reading ended = reading;
        ended.cost = std::chrono::milliseconds(timer.elapsed());
        loaded(connection, ended, schema);
    });
}

void SchemaReader::loaded(ConnectionId connection, const Reading& reading, const Result<SchemaPtr>& schema)
{
    const auto found = m_readings.find(connection);
    if (found == m_readings.end())
        return;
    const Reading before = std::exchange(found->second, reading);
    Reading& known = found->second;
    known.pending = before.pending - 1;
    if (schema) {
        m_dock.showSchema(connection, schema.value());
        showAge(connection, known, known.mark ? SchemaAge::State::Followed : SchemaAge::State::NotFollowed);
    } else {
        // What stands there is as old as before, and is tried again.
        known.mark.reset();
        known.age = before.age;
        m_dock.showSchemaError(connection, errorText(schema.error()));
        showAge(connection, known, SchemaAge::State::MayHaveChanged);
    }
    Q_EMIT arrived(connection, schema);
}

void SchemaReader::check()
{
    if (!m_dock.isVisible() || m_dock.window()->isMinimized())
        return;
    for (const auto& [id, reading] : m_readings) {
        // What an open transaction sees is not what there is.
        if (reading.pending > 0 || m_service.session(id).inTransaction)
            continue;
        const ConnectionId connection = id;
        m_service.check(connection, [self = QPointer(this), connection](const Result<DatabaseMark>& mark) {
            if (self)
                self->checked(connection, mark);
        });
    }
}

void SchemaReader::checked(ConnectionId connection, const Result<DatabaseMark>& mark)
{
    const auto found = m_readings.find(connection);
    if (found == m_readings.end() || found->second.pending > 0)
        return;
    Reading& reading = found->second;
    if (!mark) {
        reading.age.why = mark.error().why;
        showAge(connection, reading, SchemaAge::State::NotFollowed);
        return;
    }
    if (reading.mark == mark.value()) {
        showAge(connection, reading, SchemaAge::State::Followed);
        return;
    }
    const std::chrono::milliseconds age(reading.triedAt.msecsTo(QDateTime::currentDateTimeUtc()));
    const std::chrono::milliseconds leastPause = kLeastChecks * m_timer.intervalAsDuration();
    const std::chrono::milliseconds pause
        = std::max(leastPause, std::min(kMostPause, kPauseFactor * reading.cost));
    if (age < pause) {
        // What is over in a moment would only flicker.
        if (pause > leastPause)
            showAge(connection, reading, SchemaAge::State::MayHaveChanged);
        return;
    }
    ++reading.pending;
    load(connection, mark);
}

void SchemaReader::showAge(ConnectionId connection, Reading& reading, SchemaAge::State state)
{
    // Nothing was read yet.
    if (!reading.age.readAt.isValid())
        return;
    reading.age.state = state;
    if (state == SchemaAge::State::Followed)
        reading.age.checkedAt = QDateTime::currentDateTimeUtc();
    m_dock.showAge(connection, reading.age);
}

} // namespace larder
