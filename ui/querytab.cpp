#include "ui/querytab.h"

#include "cache/sql/sqlparameters.h"
#include "models/provenancetext.h"
#include "ui/parameterdialog.h"
#include "ui/resultpane.h"
#include "ui/sqleditor.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace larder {

namespace {

QString oneLine(const QByteArray& sql)
{
    constexpr qsizetype kShownCharacters = 100;
    const QString text = QString::fromUtf8(sql.left(4 * kShownCharacters)).simplified();
    return text.size() <= kShownCharacters ? text : text.left(kShownCharacters - 1) + u'…';
}

} // namespace

QueryTab::QueryTab(QueryService& service, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_editor(new SqlEditor(this))
    , m_pane(new ResultPane(this))
{
    auto* const splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("querySplitter"));
    splitter->addWidget(m_editor);
    splitter->addWidget(m_pane);
    splitter->setSizes({200, 300});
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    setFocusProxy(m_editor);
    connect(m_editor, &QsciScintilla::textChanged, this, &QueryTab::textChanged);
    connect(m_pane, &ResultPane::selectionSummaryChanged, this, [this](const QString& summary) {
        RunStatus status = m_status;
        status.selection = summary;
        setStatus(std::move(status));
    });
    connect(m_pane, &ResultPane::visibleRowsChanged, this, [this] {
        RunStatus status = m_status;
        status.rows = m_pane->rowsText();
        setStatus(std::move(status));
    });
}

QueryTab::~QueryTab() = default;

void QueryTab::setConnection(const std::optional<ConnectionInfo>& connection)
{
    const bool closed = m_connection && !connection;
    if (!m_connection && connection)
        m_pane->dropError();
    m_connection = connection;
    if (connection)
        m_target = connection->target;
    if (closed) {
        RunStatus status;
        status.message = tr("Connection closed");
        m_status = std::move(status);
    }
    Q_EMIT statusChanged();
}

void QueryTab::setPreferences(const Preferences& preferences)
{
    m_preferences = preferences;
    m_pane->setPreferences(preferences);
}

void QueryTab::runStatement()
{
    run(currentStatement(RunMode::Cached));
}

void QueryTab::runAll()
{
    std::vector<Step> steps;
    for (const SqlEditor::EditorStatement& statement : m_editor->allStatements())
        steps.push_back({statement.sql, statement.offset});
    run(std::move(steps));
}

void QueryTab::refresh()
{
    if (m_last.empty())
        runStatement();
    else
        run(m_last);
}

void QueryTab::runFresh()
{
    run(currentStatement(RunMode::Fresh));
}

void QueryTab::cancel()
{
    m_waiting.clear();
    if (m_run)
        m_service.cancel(*m_run);
}

void QueryTab::switchFocus()
{
    if (m_editor->hasFocus())
        m_pane->setFocus(Qt::ShortcutFocusReason);
    else
        m_editor->setFocus(Qt::ShortcutFocusReason);
}

// A selection may hold several statements; they run one after the other.
std::vector<QueryTab::Step> QueryTab::currentStatement(RunMode mode)
{
    const auto chosen = m_editor->statementToRun();
    if (!chosen)
        return {};
    std::vector<Step> steps;
    for (const SqlStatementRange& range : splitSql(chosen->sql, SqlDialect::Sqlite))
        steps.push_back(
            {chosen->sql.mid(range.offset, range.length), chosen->offset + range.offset, {}, mode});
    return steps;
}

void QueryTab::run(std::vector<Step> steps)
{
    if (m_run)
        return;
    if (steps.empty()) {
        RunStatus status = m_status;
        status.message = tr("No statement at the cursor");
        setStatus(std::move(status));
        return;
    }
    if (!m_connection) {
        RunOutcome outcome;
        outcome.error = Error{tr("The database of this tab is not open"), m_target,
            tr("Open a file with Ctrl+O, or click a connection in the tree while the tab is empty.")};
        m_pane->showOutcome(outcome);
        return;
    }
    if (!askParameters(steps))
        return;
    m_last = steps;
    for (Step& step : m_last)
        step.mode = RunMode::Cached;
    m_waiting.assign(steps.begin(), steps.end());
    m_editor->clearError();
    startNext();
}

bool QueryTab::askParameters(std::vector<Step>& steps)
{
    for (Step& step : steps) {
        const std::vector<QByteArray> names = parameterNames(step.sql, SqlDialect::Sqlite);
        if (names.empty() || !step.parameters.empty())
            continue;
        auto parameters = ParameterDialog::ask(names, m_typedValues, this);
        if (!parameters)
            return false;
        step.parameters = std::move(*parameters);
    }
    return true;
}

void QueryTab::startNext()
{
    m_running = m_waiting.front();
    m_waiting.pop_front();
    m_pane->begin();
    RunStatus status;
    status.message = tr("Running…");
    status.busy = true;
    setStatus(std::move(status));
    QueryRequest request;
    request.connection = m_connection->id;
    request.sql = m_running.sql;
    request.parameters = m_running.parameters;
    request.mode = m_running.mode;
    request.policy = m_policy;
    request.rowLimit = m_preferences.rowLimit;
    RunCallbacks callbacks;
    callbacks.progressed = [this](const ResultPtr& rows) { arrived(rows); };
    callbacks.finished = [this](const RunOutcome& outcome) { finished(outcome); };
    callbacks.refreshed = [this, number = ++m_runNumber](const RunOutcome& outcome) {
        if (number == m_runNumber)
            refreshed(outcome);
    };
    m_run = m_service.start(std::move(request), this, std::move(callbacks));
}

void QueryTab::arrived(const ResultPtr& rows)
{
    m_pane->showRows(rows);
    RunStatus status = m_status;
    status.message = tr("Fetching…");
    status.rows = m_pane->rowsText();
    setStatus(std::move(status));
}

void QueryTab::finished(const RunOutcome& outcome)
{
    m_run.reset();
    m_pane->showOutcome(outcome);
    if (outcome.error && outcome.error->position)
        m_editor->markError(m_running.offset + *outcome.error->position);
    report(outcome);
    RunStatus status;
    status.message = outcome.error ? tr("Error") : outcome.cancelled ? tr("Cancelled") : tr("Done");
    status.rows = m_pane->rowsText();
    status.timings = timingsText(outcome.provenance.timings);
    if (!outcome.error && !outcome.cancelled)
        status.provenance = outcome.provenance;
    const bool goesOn = !outcome.error && !outcome.cancelled && !m_waiting.empty();
    setStatus(std::move(status));
    if (goesOn)
        startNext();
    else
        m_waiting.clear();
}

void QueryTab::refreshed(const RunOutcome& outcome)
{
    // A newer run of this tab owns the screen; a check that failed changes nothing of what is on it.
    if (m_run || outcome.error || outcome.cancelled)
        return;
    if (outcome.result != m_pane->result())
        m_pane->showOutcome(outcome);
    RunStatus status = m_status;
    status.rows = m_pane->rowsText();
    status.timings = timingsText(outcome.provenance.timings);
    status.provenance = outcome.provenance;
    setStatus(std::move(status));
}

void QueryTab::report(const RunOutcome& outcome)
{
    QStringList parts{oneLine(m_running.sql)};
    if (outcome.error)
        parts << errorText(*outcome.error);
    else if (outcome.cancelled)
        parts << tr("cancelled");
    else if (outcome.result)
        parts << tr("%n row(s)", nullptr, int(std::min<qint64>(outcome.result->rowCount(), INT_MAX)));
    else
        parts << tr("%n row(s) changed", nullptr, int(std::min<qint64>(outcome.rowsAffected, INT_MAX)));
    if (!outcome.error && !outcome.cancelled) {
        parts << timingsText(outcome.provenance.timings);
        parts << provenanceText(outcome.provenance, QDateTime::currentDateTimeUtc());
    }
    Q_EMIT reported(parts.join(QStringLiteral(" | ")));
}

void QueryTab::setStatus(RunStatus status)
{
    if (status == m_status)
        return;
    m_status = std::move(status);
    Q_EMIT statusChanged();
}

} // namespace larder
