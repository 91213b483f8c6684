#include "ui/resultheader.h"

#include "models/celltext.h"
#include "models/columntext.h"
#include "ui/filterfields.h"
#include "ui/gridstate.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionHeader>
#include <QToolTip>

#include <algorithm>

namespace larder {

namespace {

constexpr int kEdgePixels = 4;
constexpr int kMarkPixels = 2;

} // namespace

ResultHeader::ResultHeader(GridState& state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_painter(*this)
    , m_fields(new FilterFields(state, *this))
{
    setObjectName(QStringLiteral("resultHeader"));
    setAccessibleName(tr("Columns"));
    setMouseTracking(true);
    connect(m_fields, &FilterFields::textsChanged, this, &ResultHeader::filterTextsChanged);
    connect(&state, &GridState::scrolled, this, [this] {
        if (arrangement() != m_placed)
            placeAll();
    });
    connect(&state, &GridState::columnsReset, this, [this] {
        m_knownReferences.clear();
        placeAll();
    });
    connect(&state, &GridState::rowsChanged, this, [this] { m_knownReferences.clear(); });
    connect(&state, &GridState::currentChanged, this, qOverload<>(&QWidget::update));
    connect(&state.columns(), &GridColumns::changed, this, &ResultHeader::placeAll);
}

void ResultHeader::setSortKeys(std::vector<SortKey> keys)
{
    if (keys == m_keys)
        return;
    m_keys = std::move(keys);
    update();
    Q_EMIT sortKeysChanged();
}

std::map<int, QString> ResultHeader::filterTexts() const
{
    return m_fields->texts();
}

void ResultHeader::setFilterText(int column, const QString& text)
{
    m_fields->setText(column, text);
}

void ResultHeader::setFilterError(int column, const QString& error)
{
    m_fields->setError(column, error);
}

void ResultHeader::focusFilter(int column)
{
    if (const auto at = m_state.place({m_state.lines().top(), column}))
        m_state.show(*at);
    m_fields->focus(column);
}

void ResultHeader::setReferences(References of)
{
    m_references = std::move(of);
    m_knownReferences.clear();
    update();
}

void ResultHeader::clear()
{
    m_keys.clear();
    m_fields->clear();
    update();
}

QRect ResultHeader::sectionRect(int column) const
{
    return m_state.mirrored(section(column));
}

QRect ResultHeader::section(int column) const
{
    const GridColumns& columns = m_state.columns();
    const int place = columns.placeOf(column);
    if (place < 0)
        return {};
    return {m_state.gutter() + columns.leftInView(place, m_state.scroll()), 0, columns.width(column),
        m_painter.height()};
}

int ResultHeader::widthOf(int column) const
{
    return m_painter.widthOf(marksOf(column));
}

QSize ResultHeader::sizeHint() const
{
    return {0, m_painter.height() + m_fields->height()};
}

bool ResultHeader::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* const help = static_cast<QHelpEvent*>(event);
    const int column = columnAt(xOf(help->pos()));
    if (column >= 0)
        QToolTip::showText(help->globalPos(), toolTipOf(column), this, sectionRect(column));
    else
        QToolTip::hideText();
    return true;
}

void ResultHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const GridColumns& columns = m_state.columns();
    painter.fillRect(rect(), palette().brush(QPalette::Window));
    QStyleOptionHeader blank;
    blank.initFrom(this);
    blank.rect = QRect(0, 0, width(), m_painter.height());
    style()->drawControl(QStyle::CE_HeaderEmptyArea, &blank, &painter, this);
    const int first = qMax(columns.frozen(), columns.placeAt(columns.frozenWidth(), m_state.scroll()));
    for (int place = first; place < int(columns.shown().size()); ++place) {
        if (m_state.gutter() + columns.leftInView(place, m_state.scroll()) > width())
            break;
        paintSection(painter, place);
    }
    // Over what has scrolled behind them: a style may clip to the whole section that it paints.
    for (int place = 0; place < columns.frozen(); ++place)
        paintSection(painter, place);
    const QRect corner(0, 0, m_state.gutter(), height());
    painter.fillRect(m_state.mirrored(corner), palette().brush(QPalette::Window));
    blank.rect = m_state.mirrored(corner.intersected(blank.rect));
    style()->drawControl(QStyle::CE_HeaderSection, &blank, &painter, this);
    if (m_dropX >= 0)
        painter.fillRect(m_state.mirrored(QRect(m_dropX - 1, 0, kMarkPixels, m_painter.height())),
            palette().brush(QPalette::Highlight));
}

void ResultHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeAll();
}

void ResultHeader::mousePressEvent(QMouseEvent* event)
{
    const int x = xOf(event->position());
    if (event->button() != Qt::LeftButton)
        return;
    const int edge = edgeAt(x);
    const int column = edge >= 0 ? edge : columnAt(x);
    if (column >= 0)
        m_held = {edge >= 0 ? Held::Edge : Held::Name, column, x, m_state.columns().width(column)};
    else if (x < m_state.gutter())
        m_state.selectAll();
    update();
}

void ResultHeader::mouseMoveEvent(QMouseEvent* event)
{
    const int x = xOf(event->position());
    if (m_held.what == Held::Name && std::abs(x - m_held.x) >= QApplication::startDragDistance())
        m_held.what = Held::Column;
    switch (m_held.what) {
    case Held::Edge:
        m_state.columns().setWidthByUser(m_held.column, m_held.width + x - m_held.x);
        break;
    case Held::Column: {
        const GridColumns& columns = m_state.columns();
        const int place = dropPlace(x);
        const bool behind = place > columns.placeOf(m_held.column);
        m_dropX = m_state.gutter() + columns.leftInView(place, m_state.scroll())
            + (behind ? columns.width(columns.shown()[size_t(place)]) : 0);
        update();
        break;
    }
    case Held::Nothing:
    case Held::Name:
        setHover(columnAt(x));
        setCursor(edgeAt(x) >= 0 ? Qt::SplitHCursor : Qt::ArrowCursor);
        break;
    }
}

void ResultHeader::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Held held = std::exchange(m_held, {});
    m_dropX = -1;
    update();
    if (held.what == Held::Name)
        click(held.column, event->modifiers());
    else if (held.what == Held::Column && m_state.columns().placeOf(held.column) >= 0)
        m_state.columns().move(m_state.columns().placeOf(held.column), dropPlace(xOf(event->position())));
}

void ResultHeader::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int edge = edgeAt(xOf(event->position()));
    if (edge >= 0)
        Q_EMIT autoWidthRequested(edge);
    else
        mousePressEvent(event);
}

void ResultHeader::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    setHover(-1);
}

void ResultHeader::contextMenuEvent(QContextMenuEvent* event)
{
    const int column = columnAt(xOf(event->pos()));
    if (column >= 0)
        Q_EMIT menuRequested(column, event->globalPos());
}

void ResultHeader::placeAll()
{
    // The result may have gone, or have fewer columns, since the mouse went down.
    if (m_held.column >= m_state.columns().count()) {
        m_held = {};
        m_dropX = -1;
    }
    m_placed = arrangement();
    m_fields->place();
    update();
}

void ResultHeader::click(int column, Qt::KeyboardModifiers modifiers)
{
    if (!modifiers.testFlag(Qt::ControlModifier)) {
        sortBy(column, modifiers.testFlag(Qt::ShiftModifier));
        return;
    }
    if (m_state.isEmpty())
        return;
    const GridSelection& selection = m_state.selection();
    SelectMode mode = SelectMode::Replace;
    if (modifiers.testFlag(Qt::ShiftModifier))
        mode = SelectMode::Extend;
    else if (selection.unit() == SelectUnit::Columns && !selection.ranges().empty())
        mode = SelectMode::Toggle;
    m_state.select({m_state.lines().top(), m_state.columns().placeOf(column)}, SelectUnit::Columns, mode);
}

void ResultHeader::sortBy(int column, bool add)
{
    const auto key = keyOf(column);
    const auto order = key == m_keys.end() ? std::nullopt : std::optional(key->order);
    std::vector<SortKey> keys;
    if (add)
        keys = m_keys;
    const auto same = std::find_if(
        keys.begin(), keys.end(), [column](const SortKey& each) { return each.column == column; });
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

void ResultHeader::setHover(int column)
{
    if (column == m_hover)
        return;
    m_hover = column;
    update();
}

void ResultHeader::paintSection(QPainter& painter, int place) const
{
    const GridColumns& columns = m_state.columns();
    const int column = columns.shown()[size_t(place)];
    QStyleOptionHeader option = m_painter.option();
    option.rect = sectionRect(column);
    option.section = place;
    const bool last = place + 1 == int(columns.shown().size());
    option.position = place == 0 ? (last ? QStyleOptionHeader::OnlyOneSection : QStyleOptionHeader::Beginning)
                                 : (last ? QStyleOptionHeader::End : QStyleOptionHeader::Middle);
    const bool held = m_held.what != Held::Nothing && m_held.what != Held::Edge && m_held.column == column;
    option.state |= held ? QStyle::State_Sunken : QStyle::State_Raised;
    if (m_hover == column)
        option.state |= QStyle::State_MouseOver;
    m_painter.paint(painter, marksOf(column), option);
    const std::optional<GridPlace>& current = m_state.selection().current();
    if (current && current->place == place)
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom() - kMarkPixels + 1,
                             option.rect.width(), kMarkPixels),
            palette().brush(QPalette::Highlight));
}

HeaderSection ResultHeader::marksOf(int column) const
{
    HeaderSection marks;
    const ResultPtr& result = m_state.rows().result;
    if (result && column < result->columnCount())
        marks.name = oneLineText(result->columns()[size_t(column)].name);
    marks.refers = !referenceOf(column).isEmpty();
    const auto key = keyOf(column);
    if (key == m_keys.end())
        return marks;
    marks.order = key->order;
    marks.rank = m_keys.size() > 1 ? int(key - m_keys.begin()) + 1 : 0;
    return marks;
}

ResultHeader::Placed ResultHeader::arrangement() const
{
    return {m_state.scroll(), m_state.gutter(), m_state.isMirrored()};
}

int ResultHeader::xOf(const QPointF& point) const
{
    return m_state.mirrored(point.toPoint()).x();
}

int ResultHeader::columnAt(int x) const
{
    const int place
        = x < m_state.gutter() ? -1 : m_state.columns().placeAt(x - m_state.gutter(), m_state.scroll());
    return place < 0 ? -1 : m_state.columns().shown()[size_t(place)];
}

int ResultHeader::edgeAt(int x) const
{
    for (const int column : {columnAt(x - kEdgePixels), columnAt(x + kEdgePixels)}) {
        if (column >= 0 && std::abs(section(column).right() + 1 - x) <= kEdgePixels)
            return column;
    }
    return -1;
}

int ResultHeader::dropPlace(int x) const
{
    const GridColumns& columns = m_state.columns();
    const int place = columns.placeAt(qMax(0, x - m_state.gutter()), m_state.scroll());
    return place < 0 ? int(columns.shown().size()) - 1 : place;
}

QString ResultHeader::toolTipOf(int column) const
{
    const ResultPtr& result = m_state.rows().result;
    if (!result || column >= result->columnCount())
        return {};
    QStringList hints;
    if (const QString reference = referenceOf(column); !reference.isEmpty())
        hints << tr("References %1; Ctrl+click on a value goes to its row.").arg(reference);
    hints << tr("Click sorts, Shift+click sorts by a further column, Ctrl+click selects the column.");
    return columnToolTip(*result, column, hints.join(u'\n'));
}

QString ResultHeader::referenceOf(int column) const
{
    if (!m_references)
        return {};
    const auto known = m_knownReferences.find(column);
    if (known != m_knownReferences.end())
        return known->second;
    return m_knownReferences.emplace(column, m_references(column)).first->second;
}

std::vector<SortKey>::const_iterator ResultHeader::keyOf(int column) const
{
    return std::find_if(
        m_keys.begin(), m_keys.end(), [column](const SortKey& each) { return each.column == column; });
}

} // namespace larder
