#include "ui/resultheader.h"

#include <QGuiApplication>
#include <QLineEdit>
#include <QStyleOptionHeader>

#include <algorithm>
#include <set>

namespace larder {

ResultHeader::ResultHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    setObjectName(QStringLiteral("resultHeader"));
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setTextElideMode(Qt::ElideRight);
    connect(this, &QHeaderView::sectionClicked, this, &ResultHeader::sortBy);
    connect(this, &QHeaderView::sectionResized, this, &ResultHeader::placeFields);
    connect(this, &QHeaderView::sectionMoved, this, &ResultHeader::placeFields);
}

void ResultHeader::setSortKeys(std::vector<SortKey> keys)
{
    if (keys == m_keys)
        return;
    m_keys = std::move(keys);
    viewport()->update();
    Q_EMIT sortKeysChanged();
}

std::map<int, QString> ResultHeader::filterTexts() const
{
    std::map<int, QString> texts;
    for (const auto& [column, edit] : m_fields) {
        if (!edit->text().trimmed().isEmpty())
            texts.emplace(column, edit->text());
    }
    return texts;
}

void ResultHeader::setFilterText(int column, const QString& text)
{
    field(column)->setText(text);
}

void ResultHeader::setFilterError(int column, const QString& error)
{
    QLineEdit* const edit = field(column);
    QPalette colors;
    if (!error.isEmpty()) {
        const bool dark = colors.color(QPalette::Base).lightness() < 128;
        colors.setColor(QPalette::Base, dark ? QColor(0x5a, 0x20, 0x20) : QColor(0xff, 0xdd, 0xdd));
    }
    edit->setPalette(colors);
    edit->setToolTip(
        error.isEmpty() ? tr("Filter: text, =5, <>5, <5, 1..5, ~regular expression, NULL, !not") : error);
}

void ResultHeader::clear()
{
    m_keys.clear();
    for (const auto& [column, edit] : m_fields)
        delete edit;
    m_fields.clear();
    placeFields();
    viewport()->update();
}

QSize ResultHeader::sizeHint() const
{
    QSize size = QHeaderView::sizeHint();
    size.rheight() += fieldHeight();
    return size;
}

void ResultHeader::setModel(QAbstractItemModel* model)
{
    QHeaderView::setModel(model);
    if (model)
        connect(model, &QAbstractItemModel::modelReset, this, &ResultHeader::placeFields);
}

void ResultHeader::initStyleOptionForIndex(QStyleOptionHeader* option, int column) const
{
    QHeaderView::initStyleOptionForIndex(option, column);
    if (const auto order = orderOf(column)) {
        option->sortIndicator
            = *order == Qt::AscendingOrder ? QStyleOptionHeader::SortDown : QStyleOptionHeader::SortUp;
    }
}

QSize ResultHeader::sectionSizeFromContents(int column) const
{
    QSize size = QHeaderView::sectionSizeFromContents(column);
    size.rwidth() += style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, this) + 4;
    return size;
}

void ResultHeader::updateGeometries()
{
    setViewportMargins(0, 0, 0, fieldHeight());
    QHeaderView::updateGeometries();
    placeFields();
}

void ResultHeader::sortBy(int column)
{
    const bool add = QGuiApplication::keyboardModifiers().testFlag(Qt::ShiftModifier);
    const std::optional<Qt::SortOrder> order = orderOf(column);
    std::vector<SortKey> keys;
    if (add)
        keys = m_keys;
    const auto same = std::find_if(
        keys.begin(), keys.end(), [column](const SortKey& key) { return key.column == column; });
    if (order == Qt::DescendingOrder) {
        if (same != keys.end())
            keys.erase(same);
    } else {
        const SortKey next{column, order ? Qt::DescendingOrder : Qt::AscendingOrder};
        if (same != keys.end())
            *same = next;
        else
            keys.push_back(next);
    }
    setSortKeys(std::move(keys));
}

// Fields are made for the columns in view only, since a result may have thousands. One that stays in view is
// never hidden in between: it would lose the focus.
void ResultHeader::placeFields()
{
    const int top = height() - fieldHeight();
    std::set<int> shown;
    for (int visual = std::max(0, visualIndexAt(0)); visual < count(); ++visual) {
        const int column = logicalIndex(visual);
        const int left = sectionViewportPosition(column);
        if (left > viewport()->width())
            break;
        if (sectionSize(column) == 0)
            continue;
        QLineEdit* const edit = field(column);
        edit->setGeometry(left, top, sectionSize(column), fieldHeight());
        edit->setVisible(true);
        shown.insert(column);
    }
    for (const auto& [column, edit] : m_fields) {
        if (!shown.contains(column))
            edit->setVisible(false);
    }
}

QLineEdit* ResultHeader::field(int column)
{
    QLineEdit*& edit = m_fields[column];
    if (!edit)
        edit = createField(column);
    return edit;
}

QLineEdit* ResultHeader::createField(int column)
{
    auto* const edit = new QLineEdit(this);
    edit->setPlaceholderText(tr("Filter"));
    edit->setClearButtonEnabled(true);
    edit->setAccessibleName(
        tr("Filter of %1").arg(model() ? model()->headerData(column, Qt::Horizontal).toString() : QString()));
    connect(edit, &QLineEdit::textChanged, this, [this, column] {
        setFilterError(column, {});
        Q_EMIT filterTextsChanged();
    });
    return edit;
}

int ResultHeader::fieldHeight() const
{
    return fontMetrics().height() + 8;
}

std::optional<Qt::SortOrder> ResultHeader::orderOf(int column) const
{
    const auto key = std::find_if(
        m_keys.begin(), m_keys.end(), [column](const SortKey& each) { return each.column == column; });
    return key == m_keys.end() ? std::nullopt : std::optional(key->order);
}

} // namespace larder
