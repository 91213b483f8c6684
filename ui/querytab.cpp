#include "ui/querytab.h"

#include "cache/sql/sqlnormalizer.h"
#include "cache/sql/sqlsplitter.h"
#include "ui/resultpane.h"
#include "ui/sqleditor.h"
#include "ui/writequestion.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace larder {

QueryTab::QueryTab(QueryService& service, QWidget* parent)
    : ResultTab(service, parent)
    , m_editor(new SqlEditor(this))
{
    auto* const splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("querySplitter"));
    splitter->addWidget(m_editor);
    splitter->addWidget(&pane());
    splitter->setSizes({200, 300});
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    setFocusProxy(m_editor);
    connect(m_editor, &QsciScintilla::textChanged, this, &QueryTab::textChanged);
    connect(this, &QueryTab::statusChanged, m_editor, [this] { m_editor->setDialect(dialect()); });
}

QueryTab::~QueryTab() = default;

TabText QueryTab::text() const
{
    return {m_editor->utf8Text(), target(), std::nullopt, m_number};
}

bool QueryTab::isEmpty() const
{
    return m_editor->utf8Text().trimmed().isEmpty();
}

void QueryTab::runStatement()
{
    runIfSure(currentStatement(RunMode::Cached));
}

void QueryTab::runAll()
{
    std::vector<Step> steps;
    for (const SqlEditor::EditorStatement& statement : m_editor->allStatements())
        steps.push_back({statement.sql, statement.offset});
    runIfSure(std::move(steps));
}

void QueryTab::refresh()
{
    if (lastSteps().empty())
        runStatement();
    else
        runIfSure(stepsToRefresh());
}

void QueryTab::runFresh()
{
    runIfSure(currentStatement(RunMode::Fresh));
}

void QueryTab::runIfSure(std::vector<Step> steps)
{
    std::vector<QByteArray> statements;
    statements.reserve(steps.size());
    for (const Step& step : steps)
        statements.push_back(step.sql);
    if (!isRunning() && mayRun(statements, dialect(), connection() && connection()->production, this))
        run(std::move(steps));
}

void QueryTab::switchFocus()
{
    if (m_editor->hasFocus())
        pane().setFocus(Qt::ShortcutFocusReason);
    else
        m_editor->setFocus(Qt::ShortcutFocusReason);
}

QByteArray QueryTab::textOfSteps() const
{
    return m_editor->utf8Text();
}

void QueryTab::stepBegins(const Step& step)
{
    m_editor->clearError();
    const QByteArray& lastSql = lastSteps().back().sql;
    const QByteArray last = normalizedSql(lastSql, dialect());
    pane().setStatement(step.sql == lastSql ? last : normalizedSql(step.sql, dialect()), last);
}

void QueryTab::stepEnded(const Step& step, const RunOutcome& outcome)
{
    // Of several statements it is at least to be seen which one failed.
    if (outcome.error && (outcome.error->position || lastSteps().size() > 1))
        m_editor->markError(step.offset + outcome.error->position.value_or(0));
}

// A selection may hold several statements; they run one after the other.
std::vector<QueryTab::Step> QueryTab::currentStatement(RunMode mode)
{
    const auto chosen = m_editor->statementToRun();
    if (!chosen)
        return {};
    std::vector<Step> steps;
    for (const SqlStatementRange& range : splitSql(chosen->sql, dialect()))
        steps.push_back(
            {chosen->sql.mid(range.offset, range.length), chosen->offset + range.offset, {}, mode});
    return steps;
}

} // namespace larder
