#include "ui/inspector/facttable.h"

#include "ui/lardericon.h"
#include "ui/readableicon.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

#include <algorithm>
#include <array>

namespace larder {

namespace {

/// @p text with places where a line may end in words that have none, as digests and paths are.
QString breakableText(const QString& text)
{
    constexpr qsizetype kLongWord = 24;
    const QChar mayEnd(0x200b);
    QString broken;
    broken.reserve(2 * text.size());
    qsizetype length = 0;
    for (const QChar letter : text) {
        length = letter.isSpace() ? 0 : length + 1;
        if (length > kLongWord && !letter.isLowSurrogate())
            broken += mayEnd;
        broken += letter;
    }
    return broken;
}

/// Gives the value of a fact the icon of its mark.
class FactDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        static constexpr std::array kIcons{"", "state-fresh", "state-doubtful", "state-stale"};
        QStyledItemDelegate::initStyleOption(option, index);
        const bool wraps = option->features.testFlag(QStyleOptionViewItem::WrapText);
        const Qt::Alignment alignment = Qt::AlignLeft | (wraps ? Qt::AlignTop : Qt::AlignVCenter);
        option->displayAlignment = alignment;
        if (wraps)
            option->text = breakableText(option->text);
        const auto mark = size_t(index.data(FactListModel::MarkRole).toInt());
        if (mark == 0 || FactListModel::Column(index.column()) != FactListModel::Column::Content)
            return;
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = readableIcon(larderIcon(kIcons.at(mark)));
        option->decorationAlignment = alignment;
    }
};

} // namespace

FactTable::FactTable(const QString& name, const std::pair<QString, QString>& titles, QWidget* parent)
    : QTableView(parent)
    , m_model(titles)
{
    setObjectName(name);
    setAccessibleName(titles.first);
    setModel(&m_model);
    setItemDelegate(new FactDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setWordWrap(true);
    // A word that is too long to be broken; the tool tip has all of it.
    setTextElideMode(Qt::ElideRight);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    setMinimumHeight(fontMetrics().height() * 3);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &FactTable::fit);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &FactTable::fit);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &FactTable::fit);
    // Values wrap where their column ends, whoever moved that. The header tells of it before it is done.
    m_rowFitter.setSingleShot(true);
    connect(&m_rowFitter, &QTimer::timeout, this, &QTableView::resizeRowsToContents);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, &FactTable::fitRows);
}

void FactTable::setCompact()
{
    m_compact = true;
    setWordWrap(false);
    setSelectionMode(SingleSelection);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
}

void FactTable::setFacts(std::vector<Fact> facts)
{
    m_model.setFacts(std::move(facts));
}

void FactTable::copySelected() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    lines.reserve(rows.size());
    for (const QModelIndex& index : rows) {
        const Fact& fact = facts()[size_t(index.row())];
        lines << QStringLiteral("%1\t%2").arg(fact.name, fact.value);
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void FactTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fit();
}

void FactTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copySelected();
    else
        QTableView::keyPressEvent(event);
}

// Names as wide as they are, up to two fifths; the values have the rest.
void FactTable::fit()
{
    if (m_model.rowCount() == 0)
        return;
    const int widest = std::max(sizeHintForColumn(0), horizontalHeader()->sectionSizeHint(0)) + 8;
    setColumnWidth(0, std::min(widest, std::max(60, viewport()->width() * 2 / 5)));
    fitRows();
}

void FactTable::fitRows()
{
    if (!m_compact)
        m_rowFitter.start(0);
}

} // namespace larder
