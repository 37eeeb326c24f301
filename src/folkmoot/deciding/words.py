"""Words for passphrases: short, plain, told apart by ear, pleasant to hear in a hall.

Four of them, drawn by the system's own chance, are one of some 2^39 passphrases; with the
effort each guess costs (see `kernel.sealing`) that is out of reach of whoever has the database.
"""

import secrets

SUGGESTED = 4
FEWEST_LETTERS = 16


def suggested_passphrase() -> str:
    """Four different words drawn by chance, sixteen letters or more. Kept nowhere."""
    while True:
        drawn = [secrets.choice(WORDS) for _ in range(SUGGESTED)]
        if len(set(drawn)) == SUGGESTED and sum(map(len, drawn)) >= FEWEST_LETTERS:
            return " ".join(drawn)


_LIST = """
acorn actor admiral album alder alley almond alpine amber anchor angel ankle answer anthem anvil
apple apricot apron arch arena armchair arrow artist ash aspen atlas attic autumn avenue award
axle
baby bacon badge badger bagel baker balcony ballad balloon bamboo banana bandage banjo banner
barge barley barn barrel basil basin basket bath beach bead beacon beaker beam bean bear beaver
bedroom beech beetle bell belt bench berry bicycle bird biscuit bishop blanket blossom blouse
board boat bobbin bonfire bonnet book boot border bottle boulder bowl bracelet bracken bramble
branch bread breeze brick bridge broom brother brush bubble bucket buckle budget buffalo bugle
builder bulb bunting burrow butcher butter button
cabbage cabin cable cactus cake camel camera campus canal candle canoe canvas captain caravan
cardigan carnival carpet carrot cartoon castle caterer cathedral cattle cedar celery cellar cello
cement chain chair chalk chapel chapter cheese chemist cherry chess chestnut chicken chimney china
choir chorus cider cinema circus clapper clarinet clay clinic cloak clock cloud clover coach coast
cobbler cobweb cocoa coffee collar comet comic compass concert cooker copper coral cork corner
cottage cotton counter country cousin cowslip cradle craft crane crayon cream cricket crocus crown
crumpet crystal cuckoo cupboard curlew curry curtain cushion custard cycle cymbal
daffodil dahlia dairy daisy dancer dawn debate deck deer denim desert desk dessert diamond diary
dinghy dinner dolphin donkey doorbell dormouse dragon drawer dream dresser driver drum duck
dumpling dune dustpan
eagle earring easel echo eclipse edge eider elbow elder elephant elm ember emerald engine envelope
estate evening
fabric falcon family farmer fashion feather fence fennel fern ferry festival fiddle fiesta figure
filbert finch finger fireplace fisher flag flannel flask flint florist flour flower flute foal
folder forest forge fossil fountain fox freckle freezer fresco friend fringe frog frost fudge
funnel furnace
gable galaxy gallery gallon game gander garage garden garland garlic gate gazebo gecko gerbil
ginger giraffe glacier glass glider globe glove glue goat goblet goldfish goose gorse gosling
grain granite grape grass gravel gravy green griddle grocer grotto guitar gull gutter
haddock hairpin halo hamlet hammer hammock hamper hamster handle harbour harness harp harvest hat
hawk hay hazel heart heather hedge heron herring hexagon hill hockey holiday holly honey hoop
horizon hornet horse hotel house hubcap husky hyacinth
iceberg icicle igloo iguana incense infant ink inn insect island ivory ivy
jacket jaguar jam jasmine jelly jersey jewel jigsaw jockey journal jubilee judge juggler juice
jumper jungle juniper
kayak kennel kettle keyboard kidney kilt kimono kingdom kiosk kipper kitchen kite kitten kiwi
knapsack knitting knot koala
label lace ladder ladle ladybird lagoon lake lamb lamp lane lantern larch lark laundry laurel
lavender lawn leaf leather ledger leek lemon lentil leopard letter lettuce library lighthouse
lilac lily linen linnet lion lizard llama lobster locker locket loft lollipop lorry lotus lounge
lunch lupin lyric
machine magnet magpie mallard mallet mandolin mango manor mantel maple marble marigold market
marmot marrow marsh mattress meadow medal melody melon memory menu mermaid metal meteor midnight
milk mill mineral minnow mint mirror mitten model mole monkey month moon moor morning mosaic moss
motor mountain mouse muffin mulberry mural museum mushroom music mussel mustard
napkin nature navy nectar needle nephew nest nettle newt niece night noodle north notebook novel
number nurse nutmeg
oak oar oasis oatmeal oboe ocean octagon office olive omelette onion opal opera orange orchard
orchid organ origami osprey ostrich otter oven owl oyster
paddle page paint palace palm pancake panda pansy panther paper parade parcel parent park parrot
parsley parsnip partridge pasta pastry path patio pattern pavement peach peacock peanut pear
pebble pedal pelican pencil pendant penguin pepper perch perfume petal petunia pheasant piano
pickle picnic picture pier pigeon pillow pilot pine pipe pitcher pixel pizza planet plank plaster
plate platform plum plumber pocket poem pole polka pond pony poplar poppy porch porridge port
poster potato pottery prawn primrose printer prism puddle puffin pumpkin puppet purple pushchair
puzzle pyjamas pyramid
quarry quartz queen quilt quince quiver
rabbit raccoon racket radio radish raft railway rainbow raisin rambler ranger raspberry rattle
raven ravine record reed reindeer ribbon rice riddle ring ripple river road robin rocket rooster
rope rose rosemary rotunda rowan ruby rucksack rudder ruler
saddle saffron sage sailor salad salmon salt sandal sandwich sapling sapphire satin saucepan
saucer sausage saxophone scarf school scissors scone scooter sculptor seagull season secret seesaw
shadow shamrock shawl shed sheep shelf shell shepherd shield shingle shovel shower shrimp shutter
signal silk silver singer sister skate sketch skirt skylark slate sledge sleeve slipper smithy
snail snowdrop snowman soap sofa soldier sonnet sorrel soup spade spaniel sparrow spider spinach
spiral sponge spoon spring spruce squash squirrel stable stadium stair stamp starfish starling
station statue steam steeple stencil stereo stew sticker stirrup stitch stocking stone stork story
stove straw stream street studio sugar suitcase summer sundial sunset supper surfer swallow swan
sweater swift swing sycamore symbol syrup
table tablet tadpole tailor tambourine tandem tangerine tapestry target tartan teacher teapot
temple tennis tent terrace theatre thermos thicket thimble thistle thread throne thrush thunder
thyme ticket tiger tile timber tinsel toast toboggan toffee tomato tombola tool torch tortoise
towel tower town tractor trail train tram trapeze treacle tree trellis tricycle trifle trolley
trombone trophy trout truffle trumpet trunk tulip tunic tunnel turbine turnip turret turtle twig
twilight
umbrella uncle unicorn uniform
valley vanilla vase velvet verse vessel viaduct village vine vinegar viola violet violin visitor
voice volcano voyage vulture
waffle wagon waiter wallet walnut walrus waltz wardrobe warbler water waxwing weasel weather
weaver wedding welder west whale wharf wheat wheel whisker whistle wicket widget wigwam willow
window winter wizard woodland wool workshop wreath wren wrist
yacht yard yarn yellow yeoman yoghurt
zebra zenith zephyr zigzag zipper zither
"""
WORDS = tuple(_LIST.split())
