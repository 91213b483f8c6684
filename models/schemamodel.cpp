#include "models/schemamodel.h"

#include "models/celltext.h"
#include "models/plaintooltip.h"
#include "models/schematree.h"

#include <QSet>

#include <algorithm>

namespace larder {

namespace {

using Children = std::vector<std::unique_ptr<SchemaNode>>;

// Functions of one name differ by their arguments.
std::pair<int, QString> keyOf(const SchemaNode& node)
{
    const bool hasArguments = node.object && !node.object->arguments.isEmpty();
    return {int(node.kind), hasArguments ? node.name + u'(' + node.object->arguments : node.name};
}

QSet<std::pair<int, QString>> keysOf(const Children& children)
{
    QSet<std::pair<int, QString>> keys;
    for (const auto& child : children)
        keys.insert(keyOf(*child));
    return keys;
}

/// The first row from @p row on that stands for the same as @p wanted, or -1.
int findFrom(const Children& children, int row, const SchemaNode& wanted)
{
    const auto found = std::find_if(children.begin() + row, children.end(),
        [&wanted](const auto& child) { return child->isSameThing(wanted); });
    return found == children.end() ? -1 : int(found - children.begin());
}

} // namespace

SchemaModel::SchemaModel(QObject* parent) : QAbstractItemModel(parent) { }

SchemaModel::~SchemaModel() = default;

void SchemaModel::setConnection(ConnectionId connection, const ConnectionLine& line)
{
    m_connections[connection].line = line;
    update(connection);
}

void SchemaModel::setSchema(ConnectionId connection, const SchemaPtr& schema)
{
    const auto known = m_connections.find(connection);
    if (known == m_connections.end())
        return;
    // The cache brings the same one again.
    const SchemaPtr& shown = known->second.schema;
    const bool isShown = shown && (shown == schema || *shown == *schema);
    if (isShown && known->second.error.isEmpty())
        return;
    known->second.schema = schema;
    known->second.error.clear();
    update(connection);
}

void SchemaModel::setAge(ConnectionId connection, const SchemaAge& age)
{
    const auto known = m_connections.find(connection);
    if (known == m_connections.end())
        return;
    known->second.age = age;
    redescribe(connection);
}

void SchemaModel::setNote(ConnectionId connection, const QString& note)
{
    const auto known = m_connections.find(connection);
    if (known == m_connections.end() || std::exchange(known->second.note, note) == note)
        return;
    redescribe(connection);
}

void SchemaModel::setSchemaError(ConnectionId connection, const QString& error)
{
    const auto known = m_connections.find(connection);
    if (known == m_connections.end())
        return;
    known->second.error = error;
    update(connection);
}

void SchemaModel::removeConnection(ConnectionId connection)
{
    m_connections.erase(connection);
    SchemaNode* const node = connectionNode(connection);
    if (!node)
        return;
    removeChildren(m_root, node->row, node->row + 1);
}

bool SchemaModel::holds(const QModelIndex& index, const QString& text) const
{
    return nodeAt(index)->holds(text);
}

bool SchemaModel::isNamed(const QModelIndex& index, const QString& text) const
{
    return nodeAt(index)->isNamed(text);
}

QModelIndex SchemaModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, builtAt(parent)->children[size_t(row)].get());
}

QModelIndex SchemaModel::parent(const QModelIndex& child) const
{
    return child.isValid() ? indexOf(*nodeAt(child)->parent) : QModelIndex();
}

int SchemaModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : int(builtAt(parent)->children.size());
}

bool SchemaModel::hasChildren(const QModelIndex& parent) const
{
    return parent.column() <= 0 && nodeAt(parent)->hasChildren();
}

int SchemaModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant SchemaModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const SchemaNode& node = *nodeAt(index);
    const QString& shown = node.label.isEmpty() ? node.name : node.label;
    switch (role) {
    case Qt::DisplayRole:
        return oneLineText(shown);
    case Qt::ToolTipRole:
        return plainToolTip(node.toolTip);
    case Qt::AccessibleTextRole:
        return node.detail.isEmpty() ? shown : shown + QStringLiteral(", ") + node.detail;
    case KindRole:
        return int(node.kind);
    case ConnectionRole:
        return QVariant::fromValue(quint64(node.connection));
    case TableRole:
        return QVariant::fromValue(node.table);
    case NameRole:
        return node.name;
    case ColourRole:
        return node.colour;
    case ObjectRole:
        return node.object ? QVariant::fromValue(*node.object) : QVariant();
    case DetailRole:
        return oneLineText(node.detail);
    default:
        return {};
    }
}

const SchemaNode* SchemaModel::nodeAt(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<const SchemaNode*>(index.constInternalPointer()) : &m_root;
}

const SchemaNode* SchemaModel::builtAt(const QModelIndex& index) const
{
    if (!index.isValid())
        return &m_root;
    auto* const node = static_cast<SchemaNode*>(index.internalPointer());
    node->build();
    return node;
}

QModelIndex SchemaModel::indexOf(const SchemaNode& node) const
{
    return &node == &m_root ? QModelIndex() : createIndex(node.row, 0, &node);
}

SchemaNode* SchemaModel::connectionNode(ConnectionId connection)
{
    const auto found = std::find_if(m_root.children.begin(), m_root.children.end(),
        [connection](const auto& child) { return child->connection == connection; });
    return found == m_root.children.end() ? nullptr : found->get();
}

void SchemaModel::update(ConnectionId connection)
{
    const Connection& known = m_connections.at(connection);
    auto wanted = std::make_unique<SchemaNode>();
    wanted->connection = connection;
    describe(*wanted, known);
    if (!known.error.isEmpty())
        wanted->add(SchemaNode::Kind::Message, known.error).toolTip = known.error;
    else if (!known.schema)
        wanted->add(SchemaNode::Kind::Message, tr("Reading the schema…"));
    if (known.schema)
        addSchemaNodes(*wanted, known.schema);
    if (SchemaNode* const shown = connectionNode(connection)) {
        merge(*shown, std::move(*wanted));
        return;
    }
    const int row = int(m_root.children.size());
    beginInsertRows({}, row, row);
    m_root.children.push_back(std::move(wanted));
    m_root.renumberChildren();
    endInsertRows();
}

void SchemaModel::redescribe(ConnectionId connection)
{
    SchemaNode wanted;
    describe(wanted, m_connections.at(connection));
    restyle(*connectionNode(connection), wanted);
}

void SchemaModel::describe(SchemaNode& node, const Connection& known)
{
    node.name = known.line.label;
    node.toolTip = known.line.toolTip;
    node.colour = known.line.colour;
    if (known.age)
        node.toolTip += u'\n' + schemaAgeToolTip(*known.age);
    QStringList details{known.line.detail, known.note, known.age ? schemaAgeText(*known.age) : QString()};
    details.removeAll(QString());
    node.detail = details.join(QStringLiteral(" · "));
}

void SchemaModel::restyle(SchemaNode& shown, const SchemaNode& wanted)
{
    if (shown.showsTheSame(wanted))
        return;
    shown.name = wanted.name;
    shown.label = wanted.label;
    shown.detail = wanted.detail;
    shown.toolTip = wanted.toolTip;
    shown.colour = wanted.colour;
    const QModelIndex index = indexOf(shown);
    Q_EMIT dataChanged(index, index);
}

void SchemaModel::merge(SchemaNode& shown, SchemaNode wanted)
{
    restyle(shown, wanted);
    shown.object = wanted.object;
    if (shown.body) {
        // Lines that nobody has asked for yet are made of the new body, unless none were promised.
        const bool isKnown = shown.isBuilt || !shown.hasChildren();
        shown.body = wanted.body;
        if (!isKnown)
            return;
        shown.isBuilt = true;
        wanted.build();
    }
    mergeChildren(shown, std::move(wanted.children));
}

void SchemaModel::mergeChildren(SchemaNode& shown, Children wanted)
{
    removeMissing(shown, wanted);
    const auto known = keysOf(shown.children);
    const int wantedCount = int(wanted.size());
    for (int row = 0; row < wantedCount;) {
        int end = row;
        while (end < wantedCount && !known.contains(keyOf(*wanted[size_t(end)])))
            ++end;
        if (end == row && findFrom(shown.children, row, *wanted[size_t(row)]) < 0)
            ++end; // a second one of that name
        if (end > row) {
            insertChildren(shown, row, wanted, end);
            row = end;
            continue;
        }
        moveChild(shown, findFrom(shown.children, row, *wanted[size_t(row)]), row);
        merge(*shown.children[size_t(row)], std::move(*wanted[size_t(row)]));
        ++row;
    }
    removeChildren(shown, wantedCount, int(shown.children.size()));
}

void SchemaModel::removeMissing(SchemaNode& shown, const Children& wanted)
{
    const auto keys = keysOf(wanted);
    for (int row = int(shown.children.size()) - 1; row >= 0; --row) {
        if (!keys.contains(keyOf(*shown.children[size_t(row)])))
            removeChildren(shown, row, row + 1);
    }
}

void SchemaModel::insertChildren(SchemaNode& shown, int row, Children& wanted, int end)
{
    beginInsertRows(indexOf(shown), row, end - 1);
    shown.children.insert(shown.children.begin() + row, std::make_move_iterator(wanted.begin() + row),
        std::make_move_iterator(wanted.begin() + end));
    shown.renumberChildren();
    endInsertRows();
}

void SchemaModel::moveChild(SchemaNode& shown, int from, int to)
{
    if (from == to)
        return;
    const QModelIndex parent = indexOf(shown);
    beginMoveRows(parent, from, from, parent, to);
    std::rotate(
        shown.children.begin() + to, shown.children.begin() + from, shown.children.begin() + from + 1);
    shown.renumberChildren();
    endMoveRows();
}

void SchemaModel::removeChildren(SchemaNode& shown, int begin, int end)
{
    if (begin >= end)
        return;
    beginRemoveRows(indexOf(shown), begin, end - 1);
    shown.children.erase(shown.children.begin() + begin, shown.children.begin() + end);
    shown.renumberChildren();
    endRemoveRows();
}

} // namespace larder
