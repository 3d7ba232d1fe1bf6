/** Words of this place. A password that is little more than some of them is guessed by who knows where it opens. */
export const PLACE_WORDS: readonly string[] = [
  'marelle',
  'petite',
  'enfance',
  'guichet',
  'unique',
  'creche',
  'relais',
  'mairie',
  'creusot',
  'montceau',
  'communaute',
  'urbaine',
];

/**
 * Passwords that are tried first, in lower case: of twelve characters and more, since shorter ones are refused anyway.
 * French and English ones, and what a public office writes on its walls.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `000000000000 0123456789012 012345678910 111111111111 121212121212 123123123123 123412341234 123456123456 123456654321
  12345678910 123456789012 1234567890123 12345678901234 123456789123 1234567891011 123456789abc 1234567890az
  1q2w3e4r5t6y 1q2w3e4r5t6y7u8i 1qaz2wsx3edc 1qazxsw23edc 987654321012 abcdefghijkl abcdefghijklm abcd12345678
  abc123456789 administrateur administrator azerty123456 azertyazerty azertyuiop12 azertyuiop123 azertyuiopqs
  azertyuiopqsdfgh aqwzsxedcrfv basketball123 bienvenue123 bonjourbonjour changemechangeme changezmoi123
  creusotmontceau doudoudoudou footballfoot iloveyouiloveyou internet1234 jetaime12345 jetaimejetaime letmeinletmein
  lesassistantes loulouloulou mairiemairie marseille123 montceaulesmines motdepasse00 motdepasse01 motdepasse12
  motdepasse123 motdepasse1234 motdepasse2024 motdepasse2025 motdepasse2026 motdepasse2027 monmotdepasse
  monmotdepasse1 nicolas12345 notredame123 passwordpassword password1234 password12345 password123456 password2026
  petiteenfance petiteenfance71 princesse123 qwerty123456 qwertyqwerty qwertyuiop12 qwertyuiop123 qwertyuiopas
  qwertyuiopasdfgh relaispetiteenfance soleilsoleil soleil123456 tinkerbell12 toutlemonde1 trustno1trustno1
  welcome12345 zaq12wsxcde3`.split(/\s+/),
);
