#include "models/inspector/eventfigures.h"

#include <algorithm>

namespace larder {

namespace {

using std::chrono::minutes;

constexpr size_t kMostStatements = 2'000;
constexpr size_t kMostMarks = 200'000;
constexpr minutes kKept{15};

bool counts(EventKind kind)
{
    return kind == EventKind::Hit || kind == EventKind::Miss || kind == EventKind::Bypass
        || kind == EventKind::Joined || kind == EventKind::Stored || kind == EventKind::Refused;
}

minutes lengthOf(EventFigures::Period period)
{
    switch (period) {
    case EventFigures::Period::LastMinute:
        return minutes(1);
    case EventFigures::Period::Last5Minutes:
        return minutes(5);
    default:
        return kKept;
    }
}

bool fits(const EventFigures::Statement& statement, const EventFigures::Choice& choice)
{
    return (!choice.database || statement.database == *choice.database)
        && (!choice.table || statement.tables.contains(*choice.table))
        && (!choice.technique || statement.technique == *choice.technique);
}

qint64 before(const QDateTime& now, minutes length)
{
    return now.toMSecsSinceEpoch() - std::chrono::milliseconds(length).count();
}

} // namespace

EventFigures::EventFigures(const EventLog& log) : m_log(log) { }

void EventFigures::readOn(const QDateTime& now)
{
    while (readSome(now)) { }
}

bool EventFigures::readSome(const QDateTime& now)
{
    m_now = now;
    if (!m_start.isValid())
        m_start = now;
    noteBacklog();
    quint64 left = kMostAtOnce;
    while (!m_backlog.empty() && left > 0) {
        const EventHistory& history = m_backlog.front();
        if (m_read + 1 < history.firstNumber()) {
            m_missed += history.firstNumber() - m_read - 1;
            m_read = history.firstNumber() - 1;
        }
        for (; m_read < history.lastNumber() && left > 0; --left) {
            count(*history.event(++m_read));
            applyReset();
        }
        if (m_read == history.lastNumber())
            m_backlog.pop_front();
    }
    dropOld();
    return pending() > 0;
}

quint64 EventFigures::pending() const
{
    return m_backlog.empty() ? 0 : m_backlog.back().lastNumber() - m_read;
}

void EventFigures::reset(const QDateTime& now)
{
    m_reset = now;
    m_resetNumber = m_log.lastNumber();
    applyReset();
}

void EventFigures::noteBacklog()
{
    const quint64 noted = m_backlog.empty() ? m_read : m_backlog.back().lastNumber();
    if (noted < m_log.lastNumber())
        m_backlog.push_back(m_log.history());
}

void EventFigures::count(const CacheEvent& event)
{
    if (!counts(event.kind))
        return;
    const size_t group = groupOf(event);
    m_groups[group].sinceStart.count(event);
    m_groups[group].recent.count(event);
    m_timeline.count(event, group);
    m_marks.push_back({event.time.toMSecsSinceEpoch(), group, event.kind, event.hitClass, event.reason.code,
        event.duration, event.timeSaved, event.technique, event.cause});
}

// What happened before it and is counted later does not belong to it.
void EventFigures::applyReset()
{
    if (!m_resetNumber || m_read < *m_resetNumber)
        return;
    m_resetNumber.reset();
    for (Group& group : m_groups)
        group.atReset = group.sinceStart;
}

void EventFigures::forEach(Period period, const Choice& choice,
    const std::function<void(const Statement&, const CacheFigures&)>& visit)
{
    const bool isRecent = period != Period::SinceStart && period != Period::SinceReset;
    if (isRecent)
        setRecent(lengthOf(period));
    for (const Group& group : m_groups) {
        if (!fits(group.statement, choice))
            continue;
        if (period == Period::SinceReset) {
            CacheFigures figures = group.sinceStart;
            visit(group.statement, figures -= group.atReset);
        } else {
            visit(group.statement, isRecent ? group.recent : group.sinceStart);
        }
    }
}

CacheFigures EventFigures::total(Period period, const Choice& choice)
{
    CacheFigures sum;
    forEach(period, choice, [&sum](const Statement&, const CacheFigures& figures) { sum += figures; });
    return sum;
}

void EventFigures::forEachSecond(qint64 from, const Choice& choice,
    const std::function<void(qint64 second, const Statement&, const RequestTimeline::Answers&)>& visit) const
{
    m_timeline.forEach(
        from, seconds().second, [&](qint64 second, size_t group, const RequestTimeline::Answers& answers) {
            const Statement& statement = m_groups[group].statement;
            if (fits(statement, choice))
                visit(second, statement, answers);
        });
}

std::pair<qint64, qint64> EventFigures::seconds() const
{
    if (!m_now.isValid())
        return {};
    const qint64 end = m_now.toMSecsSinceEpoch() / 1'000;
    return {std::min(end, std::max(m_start.toMSecsSinceEpoch() / 1'000, m_timeline.begin())), end};
}

QDateTime EventFigures::beginOf(Period period) const
{
    if (period == Period::SinceStart || (period == Period::SinceReset && !m_reset.isValid()))
        return m_start;
    if (period == Period::SinceReset)
        return m_reset;
    const QDateTime wanted = QDateTime::fromMSecsSinceEpoch(before(m_now, lengthOf(period)));
    const QDateTime kept
        = m_marks.size() < kMostMarks ? m_start : QDateTime::fromMSecsSinceEpoch(m_marks.front().time);
    return std::max(wanted, kept);
}

CacheEvent EventFigures::eventOf(const Mark& mark)
{
    return {.kind = mark.kind,
        .reason = {mark.reason},
        .duration = mark.duration,
        .cause = mark.cause,
        .technique = mark.technique,
        .hitClass = mark.hitClass,
        .timeSaved = mark.timeSaved};
}

size_t EventFigures::groupOf(const CacheEvent& event)
{
    const auto keyOf = [&event](const QByteArray& sql) {
        return event.database + '\0' + char('0' + int(event.technique)) + sql;
    };
    auto found = m_numbers.constFind(keyOf(event.sql));
    const bool isOneMore = found == m_numbers.constEnd() && m_groups.size() >= kMostStatements;
    const QByteArray sql = isOneMore ? QByteArray() : event.sql;
    if (isOneMore)
        found = m_numbers.constFind(keyOf(sql));
    if (found == m_numbers.constEnd()) {
        found = m_numbers.insert(keyOf(sql), m_groups.size());
        m_groups.push_back({.statement = {event.database, sql, event.technique}});
    }
    Statement& statement = m_groups[*found].statement;
    if (!event.tables.isEmpty() && !sql.isEmpty())
        statement.tables = event.tables;
    return *found;
}

void EventFigures::setRecent(minutes length)
{
    if (length == m_recentLength)
        return;
    m_recentLength = length;
    for (Group& group : m_groups)
        group.recent = {};
    const qint64 begin = before(m_now, length);
    m_recentBegin = 0;
    for (const Mark& mark : m_marks) {
        if (mark.time < begin)
            ++m_recentBegin;
        else
            m_groups[mark.group].recent.count(eventOf(mark));
    }
}

void EventFigures::dropOld()
{
    leaveRecent(before(m_now, m_recentLength));
    const qint64 keptFrom = before(m_now, kKept);
    while (!m_marks.empty() && (m_marks.size() > kMostMarks || m_marks.front().time < keptFrom)) {
        if (m_recentBegin > 0)
            --m_recentBegin;
        else
            m_groups[m_marks.front().group].recent.count(eventOf(m_marks.front()), -1);
        m_marks.pop_front();
    }
}

void EventFigures::leaveRecent(qint64 begin)
{
    for (; m_recentBegin < m_marks.size() && m_marks[m_recentBegin].time < begin; ++m_recentBegin)
        m_groups[m_marks[m_recentBegin].group].recent.count(eventOf(m_marks[m_recentBegin]), -1);
}

} // namespace larder
