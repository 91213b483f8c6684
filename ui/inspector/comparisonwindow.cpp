#include "ui/inspector/comparisonwindow.h"

#include "ui/inspector/sqlview.h"
#include "ui/syntaxcolors.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace larder {

namespace {

/// Tints what differs, and sets it in bold; the words beside it say the same.
class ComparisonDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto change = RowChange(index.data(ComparisonModel::ChangeRole).toInt());
        const bool isCell = index.data(ComparisonModel::CellChangedRole).toBool();
        const bool isMarked
            = isCell || index.column() == 0 || change == RowChange::Added || change == RowChange::Removed;
        if (change == RowChange::Same || change == RowChange::Moved || !isMarked)
            return;
        option->font.setBold(isCell);
        option->font.setStrikeOut(change == RowChange::Removed && index.column() > 0);
        option->backgroundBrush = mixedColor(option->palette.color(QPalette::Base), tint(change), 0.18);
    }

private:
    [[nodiscard]] static QColor tint(RowChange change)
    {
        if (change == RowChange::Added)
            return {0x2e, 0x8b, 0x57};
        return change == RowChange::Removed ? QColor(0xc4, 0x45, 0x3a) : QColor(0xc9, 0x82, 0x2b);
    }
};

QLabel* createText(const QString& name, const QString& accessibleName)
{
    auto* const label = new QLabel;
    label->setObjectName(name);
    label->setAccessibleName(accessibleName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QTableView* createTable(QAbstractItemModel* model)
{
    auto* const table = new QTableView;
    table->setObjectName(QStringLiteral("comparisonTable"));
    table->setAccessibleName(QCoreApplication::translate("Comparison", "Rows that are compared"));
    table->setModel(model);
    table->setItemDelegate(new ComparisonDelegate(table));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setMinimumSectionSize(1);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 6);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

} // namespace

ComparisonWindow::ComparisonWindow(QWidget* parent)
    : QDialog(parent)
    , m_verdict(createText(QStringLiteral("comparisonVerdict"), tr("Verdict")))
    , m_basis(createText(QStringLiteral("comparisonBasis"), tr("What was compared")))
    , m_sql(new SqlView)
    , m_progress(new QProgressBar)
    , m_table(createTable(&m_model))
{
    setObjectName(QStringLiteral("comparisonWindow"));
    setWindowTitle(tr("Compare with database"));
    QFont bold = m_verdict->font();
    bold.setBold(true);
    m_verdict->setFont(bold);
    m_sql->setObjectName(QStringLiteral("comparisonSql"));
    m_sql->setMaximumHeight(fontMetrics().lineSpacing() * 5);
    m_progress->setObjectName(QStringLiteral("comparisonProgress"));
    m_progress->setAccessibleName(tr("Progress"));
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(m_verdict);
    layout->addWidget(m_basis);
    layout->addWidget(m_sql);
    layout->addWidget(m_progress);
    layout->addWidget(m_table, 1);
    layout->addWidget(createControls());
    resize(900, 560);
    setBusy(false);
}

QWidget* ComparisonWindow::createControls()
{
    m_changesOnly = new QCheckBox(tr("Changes &only"));
    m_changesOnly->setObjectName(QStringLiteral("comparisonChangesOnly"));
    m_changesOnly->setChecked(true);
    m_changesOnly->setToolTip(tr("Leave out the rows that are the same"));
    m_previous = createButton(QStringLiteral("comparisonPrevious"), tr("&Previous change"),
        tr("Go to the change before the current row"));
    m_next = createButton(
        QStringLiteral("comparisonNext"), tr("&Next change"), tr("Go to the change after the current row"));
    m_replace = createButton(QStringLiteral("comparisonReplace"), tr("&Replace the entry"),
        tr("Run the statement again and store its answer in place of the entry"));
    m_cancel = createButton(QStringLiteral("comparisonCancel"), tr("&Cancel"), tr("Stop comparing"));
    auto* const close
        = createButton(QStringLiteral("comparisonClose"), tr("C&lose"), tr("Leave the entry as it is (Esc)"));
    auto* const controls = new QWidget;
    auto* const layout = new QHBoxLayout(controls);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_changesOnly);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addStretch(1);
    layout->addWidget(m_replace);
    layout->addWidget(m_cancel);
    layout->addWidget(close);
    close->setDefault(true);
    connect(m_changesOnly, &QCheckBox::toggled, this, [this](bool only) {
        m_model.setChangesOnly(only);
        enableControls();
    });
    connect(m_previous, &QPushButton::clicked, this, [this] { goToChange(false); });
    connect(m_next, &QPushButton::clicked, this, [this] { goToChange(true); });
    connect(m_replace, &QPushButton::clicked, this, &ComparisonWindow::replaceRequested);
    connect(m_cancel, &QPushButton::clicked, this, &ComparisonWindow::cancelRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(this, &QDialog::rejected, this, &ComparisonWindow::cancelRequested);
    return controls;
}

QPushButton* ComparisonWindow::createButton(const QString& name, const QString& text, const QString& tip)
{
    auto* const button = new QPushButton(text);
    button->setObjectName(name);
    button->setAccessibleName(QString(text).remove(u'&'));
    button->setToolTip(tip);
    button->setAutoDefault(false);
    return button;
}

void ComparisonWindow::begin(const QByteArray& sql, SqlDialect dialect, const QString& what)
{
    m_model.setComparison(nullptr);
    m_verdict->setText(what);
    m_basis->clear();
    m_sql->setSql(sql, dialect);
    m_progress->setRange(0, 0);
    setBusy(true);
}

void ComparisonWindow::showProgress(double share)
{
    m_progress->setRange(0, 100);
    m_progress->setValue(int(share * 100));
}

void ComparisonWindow::showComparison(
    std::shared_ptr<const ResultComparison> comparison, const QString& basis)
{
    m_verdict->setText(verdictText(*comparison));
    m_basis->setText(basis);
    m_model.setComparison(std::move(comparison));
    setBusy(false);
    if (m_model.rowCount() > 0)
        m_table->setCurrentIndex(m_model.index(0, 0));
    m_table->resizeColumnsToContents();
}

void ComparisonWindow::showFailure(const QString& text)
{
    m_verdict->setText(text);
    m_basis->clear();
    m_model.setComparison(nullptr);
    setBusy(false);
}

void ComparisonWindow::showReplaced(const QString& text)
{
    setBusy(false);
    m_verdict->setText(tr("The entry now holds the fresh answer."));
    m_basis->setText(
        m_next->isEnabled() ? text + u' ' + tr("The rows below are how it differed before.") : text);
    m_replace->setEnabled(false);
}

void ComparisonWindow::showNotReplaced(const QString& text)
{
    m_basis->setText(text);
    setBusy(false);
}

void ComparisonWindow::goToChange(bool forward)
{
    if (const int row = m_model.changeFrom(m_table->currentIndex().row(), forward); row >= 0)
        m_table->setCurrentIndex(m_model.index(row, std::max(0, m_table->currentIndex().column())));
}

void ComparisonWindow::setBusy(bool busy)
{
    m_busy = busy;
    m_progress->setVisible(busy);
    enableControls();
}

void ComparisonWindow::enableControls()
{
    const ResultComparison* const comparison = m_model.comparison();
    const bool hasChanges
        = comparison && comparison->count(RowChange::Same) < qint64(comparison->rows().size());
    m_previous->setEnabled(hasChanges);
    m_next->setEnabled(hasChanges);
    m_changesOnly->setEnabled(comparison);
    m_replace->setEnabled(comparison && !m_busy);
    m_cancel->setEnabled(m_busy);
}

} // namespace larder
