"""The words for gifts a site begins with: tags under the headings of a capacity inventory.

The headings are those under which Kretzmann and McKnight (1993, *Building Communities from the
Inside Out*) ask people what they can do; the tags and the words behind them are ours. A site
adds its own: these are a beginning.
"""

from typing import NamedTuple

HEAD, HANDS, HEART = "head", "hands", "heart"


class FirstTag(NamedTuple):
    """One tag: what it is, under which heading, and other words for it."""

    name: str
    kind: str
    heading: str
    words: str  # with commas between


FIRST_TAGS = (
    FirstTag("Cooking", HANDS, "Food", "cook, chef, baking, bake, baker, catering, caterer, meals, "
             "food, sandwich, curry, barbecue, food hygiene, cafe"),
    FirstTag("Kitchen help", HANDS, "Food", "wash up, washing up, serve, serving, kitchen, lunch "
             "club, waitress, waiter, dinner lady"),
    FirstTag("Gardening", HANDS, "Maintenance", "garden, gardener, allotment, plants, planting, "
             "vegetables, grow, digging, overgrown, trees, horticulture"),
    FirstTag("Odd jobs", HANDS, "Maintenance", "handy, handyman, odd jobs, fix, fixing, shelves, "
             "repairs, mend things, diy"),
    FirstTag("Painting and decorating", HANDS, "Construction and repair", "decorator, decorating, "
             "painter, paint, plasterer, wallpaper"),
    FirstTag("Woodwork", HANDS, "Construction and repair", "carpenter, carpentry, joiner, "
             "woodwork, wood, benches, furniture, cabinet"),
    FirstTag("Building", HANDS, "Construction and repair", "builder, bricklayer, plumber, "
             "electrician, roofer, concrete, scaffolding"),
    FirstTag("Bicycles", HANDS, "Repairing machinery", "bike, bicycle, cycle, cyclist, cycling"),
    FirstTag("Machines and engines", HANDS, "Repairing machinery", "mechanic, engine, welding, "
             "engineer, mower, sewing machine repair"),
    FirstTag("Driving", HANDS, "Transportation", "driver, drive, lifts, own car, seater, minibus, "
             "taxi, driving licence"),
    FirstTag("Van and carrying", HANDS, "Transportation", "van, lorry, haulage, delivery, "
             "courier, removals, collect"),
    FirstTag("Sewing", HANDS, "Other", "sew, seamstress, tailor, dressmaking, dressmaker, mend "
             "clothes, alterations, curtains, quilting"),
    FirstTag("Knitting", HANDS, "Other", "knit, knitter, crochet, wool, blankets, jumpers"),
    FirstTag("Hair and beauty", HANDS, "Other", "hairdresser, barber, nails, beautician"),
    FirstTag("Dogs and animals", HEART, "Other", "dog, dogs, pets, animals, cat, vet, walks dogs"),
    FirstTag("Child care", HEART, "Child care", "children, kids, babies, nursery, childminder, "
             "toddlers, mum of, grandchildren"),
    FirstTag("Young people", HEART, "Child care", "youth, young people, teenagers, scouts, guides, "
             "leaving school"),
    FirstTag("Entertaining", HEART, "Child care", "entertainer, face painter, face painting, "
             "magician, clown, puppets, magic, party games"),
    FirstTag("Older people", HEART, "Health", "older, elderly, pensioners, isolated, carer, care "
             "home, care assistant"),
    FirstTag("Company and a listening ear", HEART, "Health", "listener, befriend, befriender, "
             "company, natter, chat, visit, lonely, living alone, cup of tea, talking to people"),
    FirstTag("Telephoning", HEART, "Office", "telephone, phone calls, callers, call centre, "
             "switchboard, on the phone, ring"),
    FirstTag("First aid", HANDS, "Health", "first aid, first aider, nurse, paramedic, ambulance, "
             "st john, doctor"),
    FirstTag("Yoga and wellbeing", HEART, "Health", "yoga, meditation, mindfulness, pilates, "
             "massage, wellbeing, relax"),
    FirstTag("Access for disabled people", HEAD, "Health", "wheelchair, disabled, disability, "
             "access, deaf, sign language, blind, mobility"),
    FirstTag("Walking", HEART, "Sports", "walk, walker, walks, rambler, rambling, hiking, canal"),
    FirstTag("Sport and coaching", HANDS, "Sports", "football, coach, coaching, cricket, netball, "
             "boxing, sport, gym, swimming, fa badge, five a side, athletics, referee"),
    FirstTag("Music", HEART, "Music", "guitar, piano, band, drums, musician, violin, plays the, "
             "keyboard, dj, accordion, fiddle"),
    FirstTag("Singing", HEART, "Music", "sing, singer, choir, choral, gospel, songs, hymns"),
    FirstTag("Drawing and design", HEAD, "Other", "designer, design, draw, drawing, art, artist, "
             "posters, leaflets, graphic, illustrator, printing"),
    FirstTag("Photography", HANDS, "Other", "photographer, photo, "
             "photographs, photos, camera, film, video"),
    FirstTag("Stories and memories", HEART, "Community", "stories, storyteller, memories, history, "
             "remembers, tales, docks, local history, born here"),
    FirstTag("Knocking on doors", HEART, "Community", "door, doors, knocking, canvassing, knows "
             "everyone, knows everybody, talks to anyone, listening, neighbours"),
    FirstTag("Organising events", HEAD, "Supervision", "event, events, organise, organiser, "
             "parties, fairs, street party, festival, committee"),
    FirstTag("Leading a team", HEAD, "Supervision", "manager, supervisor, foreman, team leader, "
             "ran a, run a shop, restaurant manager, pub landlord"),
    FirstTag("Accounts", HEAD, "Office", "accounts, accountant, bookkeeper, bookkeeping, "
             "treasurer, bank, figures, numbers, payroll"),
    FirstTag("Writing and applications", HEAD, "Office", "writer, write, grant, application, "
             "funding, bids, reports, forms, editor, journalist"),
    FirstTag("Office work", HEAD, "Office", "secretary, typing, minutes, admin, receptionist, "
             "filing, clerk"),
    FirstTag("Computers and websites", HEAD, "Office", "website, web, computing, computer, codes, "
             "coding, programmer, software, wordpress, internet"),
    FirstTag("Teaching phones and tablets", HEAD, "Office", "tablet, smartphone, ipad, phones, "
             "it support, gadgets"),
    FirstTag("Law and buildings in common", HEAD, "Office", "law, legal, solicitor, lawyer, "
             "paralegal, lease, contracts, trustee, asset"),
    FirstTag("Teaching and tutoring", HEAD, "Other", "teacher, teach, tutor, maths, homework, "
             "teaching assistant, lecturer, school, lessons"),
    FirstTag("Mentoring and work", HEAD, "Supervision", "mentor, mentoring, apprentices, "
             "interviews, cv, careers, recruiter, hr, looking for work"),
    FirstTag("English conversation", HEART, "Community", "english, esol, conversation, refugee, "
             "newly arrived, speaks arabic, learn english"),
    FirstTag("Languages: interpreting", HEAD, "Community", "interpreter, interpreting, fluent, "
             "bilingual, somali, arabic, urdu, bengali, portuguese, spanish"),
    FirstTag("Languages: translating", HEAD, "Community", "translator, translate, translating, "
             "polish, romanian, ukrainian"),
    FirstTag("Selling", HEAD, "Sales", "shop, stall, sales, selling, market, till"),
    FirstTag("Keeping people safe", HANDS, "Security", "security, door staff, steward, marshal, "
             "lifeguard, fire warden"),
)  # fmt: skip


def words_of(tag: FirstTag) -> list[str]:
    """The name and every other word for a tag, in small letters, each once."""
    every = [tag.name, *tag.words.split(",")]
    return list(dict.fromkeys(" ".join(each.lower().split()) for each in every if each.strip()))
